#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FileStamp.Time {
  init(_ time: timespec) {
    self.init(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
  }

  var timespec: timespec {
    .init(tv_sec: time_t(seconds), tv_nsec: Int(nanoseconds))
  }
}
