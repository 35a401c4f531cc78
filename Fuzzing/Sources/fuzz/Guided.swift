#if GUIDED
  import Foundation
  import Fuzzing

  // libFuzzer brings `main`, runs these, and keeps what reaches new code.
  // Source: LLVM's documentation, "libFuzzer – a library for coverage-guided fuzz testing".

  private let workshop: Result<Workshop, any Error> = Result { try Workshop() }

  /// A finding ends the process, as a crash does; libFuzzer then writes the input into a file.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let done = DispatchSemaphore(value: 0)
    Task {
      do {
        let workshop = try workshop.get()
        if let fuzzed = workshop.mutator.guidedCase(input) {
          for finding in try await workshop.judge.findings(in: fuzzed) {
            print(report(0, fuzzed, finding))
            fflush(nil)
            abort()
          }
        }
      } catch {
        print("\(error)")
        abort()
      }
      done.signal()
    }
    done.wait()
    return 0
  }

  @_silgen_name("LLVMFuzzerMutate")
  private func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int) -> Int

  /// Half of the time the damage that people do, else what libFuzzer does to bytes.
  @_cdecl("LLVMFuzzerCustomMutator")
  public func customMutator(
    _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: CUnsignedInt
  ) -> Int {
    guard seed % 2 == 0, case .success(let workshop) = workshop else {
      return mutate(bytes, count, most)
    }
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    let changed = workshop.mutator.guidedMutation(of: input, seed: UInt64(seed)).prefix(most)
    for (place, byte) in changed.enumerated() { bytes[place] = byte }
    return changed.count
  }
#endif
