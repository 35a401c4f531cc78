/// Private addresses and secrets in a text, in order, never overlapping.
///
/// Shapes alone are judged, so a bare commit hash or a UUID is no leak, and a password that reads
/// like an English word after `password:` goes unseen.
///
/// - Complexity: O(bytes), also for hostile text: no shape looks further than 16 KiB ahead.
package func leaks(in bytes: ArraySlice<UInt8>) -> [Leak] {
  bytes.withUnsafeBufferPointer { text in
    LeakSearch(text: text).leaks.map {
      Leak($0.kind, offset: bytes.startIndex + $0.offset, length: $0.length)
    }
  }
}

/// The search itself. Each shape is a function from a position to the range that it covers.
private struct LeakSearch {
  let text: UnsafeBufferPointer<UInt8>

  /// One pass. A look at two bytes drops nearly every place at which no shape begins.
  var leaks: [Leak] {
    var found: [Leak] = []
    ByteSet.beginnings.withUnsafeBufferPointer { beginnings in
      var index = 0
      while let place = nextBeginning(from: index, among: beginnings) {
        let leak = leak(at: place)
        index = max(place + 1, leak.map { $0.offset + $0.length } ?? 0)
        if let leak { found.append(leak) }
      }
    }
    return found
  }

  /// The first place from `start` on at which two bytes may begin a shape; none is one byte long.
  ///
  /// A function by itself, so that its few values stay in registers: it looks at every byte.
  @inline(never)
  private func nextBeginning(
    from start: Int, among beginnings: UnsafeBufferPointer<(first: UInt16, second: UInt16)>
  ) -> Int? {
    guard let bytes = text.baseAddress, let beginnings = beginnings.baseAddress else { return nil }
    var index = start
    while index < text.count - 1 {
      let shapes =
        beginnings[Int(bytes[index])].first & beginnings[Int(bytes[index + 1])].second
      if shapes != 0 { return index }
      index += 1
    }
    return nil
  }

  private func leak(at index: Int) -> Leak? {
    if let address = privateAddress(at: index) {
      return Leak(.privateAddress, offset: index, length: address.count)
    }
    return secret(at: index).map { Leak(.secret, offset: $0.lowerBound, length: $0.count) }
  }

  private func privateAddress(at index: Int) -> Range<Int>? {
    switch text[index] {
    case UInt8(ascii: "1"): privateIPv4(at: index)
    case UInt8(ascii: "f"), UInt8(ascii: "F"): privateIPv6(at: index)
    default: nil
    }
  }

  private func secret(at index: Int) -> Range<Int>? {
    switch text[index] {
    case UInt8(ascii: ":"):
      credentialsInURL(at: index) ?? authorization(at: index) ?? assignment(at: index)
    case UInt8(ascii: "="): assignment(at: index)
    case UInt8(ascii: "-"): privateKeyBlock(at: index)
    default: prefixedToken(at: index)
    }
  }

  /// Zero beyond either end: a byte that no shape wants.
  private func byte(_ index: Int) -> UInt8 {
    index >= 0 && index < text.count ? text[index] : 0
  }

  private func holds(_ word: StaticString, at index: Int) -> Bool {
    (0..<word.utf8CodeUnitCount).allSatisfy { byte(index + $0) == word.utf8Start[$0] }
  }

  /// `word` must be lower case.
  private func holds(_ word: StaticString, inAnyCaseAt index: Int) -> Bool {
    (0..<word.utf8CodeUnitCount).allSatisfy { lowercased(byte(index + $0)) == word.utf8Start[$0] }
  }

  /// The first index from `start` on whose byte `wanted` refuses, `limit` bytes ahead at most.
  private func end(
    from start: Int, limit: Int = 16_384, while wanted: (UInt8) -> Bool
  ) -> Int {
    var index = start
    let last = min(text.count, start + limit)
    while index < last, wanted(text[index]) { index += 1 }
    return index
  }
}

// MARK: - Addresses

extension LeakSearch {
  private func privateIPv4(at start: Int) -> Range<Int>? {
    let before = byte(start - 1)
    guard !isWord(before), before != UInt8(ascii: "."), !followsTheWordVersion(start) else {
      return nil
    }
    guard let (numbers, end) = fourNumbers(at: start), !continues(at: end) else { return nil }
    switch (numbers.0, numbers.1) {
    case (10, _), (172, 16...31), (192, 168), (169, 254): return start..<end
    default: return nil
    }
  }

  /// A fifth number, a name or a suffix such as `-beta` follows: it was no address.
  private func continues(at end: Int) -> Bool {
    let next = byte(end)
    if next == UInt8(ascii: ".") { return isWord(byte(end + 1)) }
    if next == UInt8(ascii: "-") { return isLetter(byte(end + 1)) }
    return isWord(next)
  }

  private func followsTheWordVersion(_ start: Int) -> Bool {
    holds("version ", inAnyCaseAt: start - 8) || holds("release ", inAnyCaseAt: start - 8)
  }

  /// The first two of four numbers up to 255 without leading zeros, and the index after the fourth.
  private func fourNumbers(at start: Int) -> ((Int, Int), end: Int)? {
    var index = start
    var numbers = [0, 0, 0, 0]
    for place in 0..<4 {
      if place > 0 {
        guard byte(index) == UInt8(ascii: ".") else { return nil }
        index += 1
      }
      let numberEnd = end(from: index, limit: 4, while: isDigit)
      guard (1...3).contains(numberEnd - index) else { return nil }
      guard numberEnd - index == 1 || text[index] != UInt8(ascii: "0") else { return nil }
      numbers[place] = text[index..<numberEnd].reduce(0) { $0 * 10 + Int($1) - 48 }
      guard numbers[place] <= 255 else { return nil }
      index = numberEnd
    }
    return ((numbers[0], numbers[1]), index)
  }

  /// Four hex digits that start with fc or fd, then groups: all eight, or fewer with one `::`.
  private func privateIPv6(at start: Int) -> Range<Int>? {
    let before = byte(start - 1)
    guard !isWord(before), before != UInt8(ascii: ":") else { return nil }
    var index = end(from: start, limit: 5, while: isHexDigit)
    guard index - start == 4 else { return nil }
    var groups = 1
    var isShortened = false
    while byte(index) == UInt8(ascii: ":"), groups < 8 {
      if byte(index + 1) == UInt8(ascii: ":"), !isShortened {
        isShortened = true
        index += 1
      } else if !isHexDigit(byte(index + 1)) {
        break
      }
      let groupEnd = end(from: index + 1, limit: 5, while: isHexDigit)
      guard groupEnd - index <= 5 else { return nil }
      groups += groupEnd > index + 1 ? 1 : 0
      index = max(groupEnd, index + 1)
    }
    let isTooLong = byte(index) == UInt8(ascii: ":") && isHexDigit(byte(index + 1))
    guard isShortened || groups == 8, !isTooLong, !isWord(byte(index)) else { return nil }
    return start..<index
  }
}

// MARK: - Tokens that say what they are

extension LeakSearch {
  private func prefixedToken(at start: Int) -> Range<Int>? {
    guard !isLetter(byte(start - 1)), !isDigit(byte(start - 1)) else { return nil }
    switch byte(start) {
    case UInt8(ascii: "A"):
      return token("AIza", at: start, atLeast: 35, of: isTokenByte)
        ?? amazonKey("AKIA", at: start) ?? amazonKey("ASIA", at: start)
    case UInt8(ascii: "g"): return gitToken(at: start)
    case UInt8(ascii: "x"): return slackToken(at: start)
    case UInt8(ascii: "s"): return token("sk_live_", at: start, atLeast: 16, of: isWord)
    case UInt8(ascii: "r"): return token("rk_live_", at: start, atLeast: 16, of: isWord)
    case UInt8(ascii: "n"): return token("npm_", at: start, atLeast: 36, of: isLetterOrDigit)
    case UInt8(ascii: "p"): return token("pypi-AgE", at: start, atLeast: 30, of: isTokenByte)
    case UInt8(ascii: "S"): return sendGridKey(at: start)
    case UInt8(ascii: "e"): return webToken(at: start)
    default: return nil
    }
  }

  private func token(
    _ prefix: StaticString, at start: Int, atLeast count: Int, of isWanted: (UInt8) -> Bool
  ) -> Range<Int>? {
    guard holds(prefix, at: start) else { return nil }
    let body = start + prefix.utf8CodeUnitCount
    let end = end(from: body, while: isWanted)
    return end - body >= count ? start..<end : nil
  }

  /// Twenty capitals and digits, no more.
  private func amazonKey(_ prefix: StaticString, at start: Int) -> Range<Int>? {
    guard let key = token(prefix, at: start, atLeast: 16, of: isCapitalOrDigit) else { return nil }
    return key.count == 20 && !isWord(byte(key.upperBound)) ? key : nil
  }

  private func gitToken(at start: Int) -> Range<Int>? {
    switch byte(start + 1) {
    case UInt8(ascii: "h"):
      let kinds: [StaticString] = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"]
      guard kinds.contains(where: { holds($0, at: start) }) else { return nil }
      let end = end(from: start + 4, while: isLetterOrDigit)
      return end - start >= 40 ? start..<end : nil
    case UInt8(ascii: "i"): return token("github_pat_", at: start, atLeast: 22, of: isWord)
    case UInt8(ascii: "l"): return token("glpat-", at: start, atLeast: 20, of: isTokenByte)
    default: return nil
    }
  }

  private func slackToken(at start: Int) -> Range<Int>? {
    let kinds: [StaticString] = ["xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-"]
    guard !isTokenByte(byte(start - 1)), kinds.contains(where: { holds($0, at: start) }) else {
      return nil
    }
    let end = end(from: start + 5, while: isTokenByte)
    return end - start >= 15 && text[start..<end].contains(where: isDigit) ? start..<end : nil
  }

  private func sendGridKey(at start: Int) -> Range<Int>? {
    guard let name = token("SG.", at: start, atLeast: 16, of: isTokenByte),
      byte(name.upperBound) == UInt8(ascii: ".")
    else { return nil }
    let end = end(from: name.upperBound + 1, while: isTokenByte)
    return end - name.upperBound > 16 ? start..<end : nil
  }

  /// A JSON Web Token: two parts that are base64 of `{"`, and a signature that may be missing.
  private func webToken(at start: Int) -> Range<Int>? {
    guard !isTokenByte(byte(start - 1)),
      let header = token("eyJ", at: start, atLeast: 8, of: isTokenByte),
      byte(header.upperBound) == UInt8(ascii: "."),
      let claims = token("eyJ", at: header.upperBound + 1, atLeast: 8, of: isTokenByte)
    else { return nil }
    guard byte(claims.upperBound) == UInt8(ascii: ".") else { return start..<claims.upperBound }
    return start..<end(from: claims.upperBound + 1, while: isTokenByte)
  }

  /// From `-----BEGIN … PRIVATE KEY-----` to the end of its block, or of that line if none ends.
  private func privateKeyBlock(at start: Int) -> Range<Int>? {
    guard holds("-----BEGIN ", at: start) else { return nil }
    let labelEnd = end(from: start + 11, limit: 48) { isCapitalOrDigit($0) || $0 == 0x20 }
    guard holds("-----", at: labelEnd),
      holds("PRIVATE KEY", at: labelEnd - 11) || holds("PRIVATE KEY BLOCK", at: labelEnd - 17)
    else { return nil }
    let body = labelEnd + 5
    let dashes = end(from: body) { $0 != UInt8(ascii: "-") }
    guard holds("-----END ", at: dashes) else { return start..<body }
    let closing = end(from: dashes + 9, limit: 48) { isCapitalOrDigit($0) || $0 == 0x20 }
    return start..<end(from: closing, limit: 5) { $0 == UInt8(ascii: "-") }
  }
}

// MARK: - Secrets that a word before them gives away

extension LeakSearch {
  /// `user:password` of `https://user:password@host`.
  private func credentialsInURL(at colon: Int) -> Range<Int>? {
    guard holds("://", at: colon), isLetterOrDigit(byte(colon - 1)) else { return nil }
    let start = colon + 3
    let end = end(from: start, limit: 256) { !ByteSet.endsAuthority($0) }
    guard byte(end) == UInt8(ascii: "@") else { return nil }
    guard let parting = text[start..<end].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let password = text[(parting + 1)..<end]
    guard let first = password.first, password.contains(where: isLetterOrDigit) else { return nil }
    return ByteSet.beginsPlaceholder(first) ? nil : start..<end
  }

  /// What follows `Authorization: Bearer`.
  private func authorization(at colon: Int) -> Range<Int>? {
    let nameEnd = keyEnd(before: colon)
    guard holds("authorization", inAnyCaseAt: nameEnd - 13) else { return nil }
    let scheme = end(from: colon + 1, limit: 16, while: ByteSet.isAroundValue)
    let known: [StaticString] = ["bearer ", "basic ", "token "]
    guard known.contains(where: { holds($0, inAnyCaseAt: scheme) }) else { return nil }
    return value(from: end(from: scheme, limit: 8, while: isLetter), mayBeProse: true)
  }

  /// The value of `password = …`, `"api_key": "…"`, `**Token:** …`.
  private func assignment(at sign: Int) -> Range<Int>? {
    guard isSecretKey(endingAt: keyEnd(before: sign)) else { return nil }
    let next = byte(sign + 1)
    guard next != UInt8(ascii: "="), !holds("//", at: sign + 1) else { return nil }
    let start = next == UInt8(ascii: ">") ? sign + 2 : sign + 1
    let isProsePossible = text[sign] == UInt8(ascii: ":") || next == 0x20
    return value(from: start, mayBeProse: isProsePossible)
  }

  /// The index after the key, leaving out spaces, quotes and emphasis between it and the sign.
  private func keyEnd(before sign: Int) -> Int {
    var index = sign
    while index > 0, sign - index < 8,
      ByteSet.isAroundValue(text[index - 1]) || text[index - 1] == UInt8(ascii: ":")
    {
      index -= 1
    }
    return index
  }

  private func isSecretKey(endingAt end: Int) -> Bool {
    switch lowercased(byte(end - 1)) {
    case UInt8(ascii: "d"): return isKey("password", end) || isKey("passwd", end)
    case UInt8(ascii: "t"): return isKey("secret", end)
    case UInt8(ascii: "n"): return isKey("token", end)
    case UInt8(ascii: "y"):
      return isKey("api_key", end) || isKey("apikey", end) || isKey("api-key", end)
        || isKey("api key", end) || isKey("access_key", end)
    default: return false
    }
  }

  /// The word stands alone or ends a name: `token`, `access_token`, `accessToken`.
  private func isKey(_ word: StaticString, _ end: Int) -> Bool {
    let start = end - word.utf8CodeUnitCount
    guard holds(word, inAnyCaseAt: start) else { return false }
    return !isLetterOrDigit(byte(start - 1)) || isCapitalOrDigit(text[start])
  }

  private func value(from start: Int, mayBeProse: Bool) -> Range<Int>? {
    let first = end(from: start, limit: 16, while: ByteSet.isAroundValue)
    var last = end(from: first, limit: 256) { !ByteSet.endsValue($0) }
    while last > first, ByteSet.endsSentence(text[last - 1]) { last -= 1 }
    guard last - first >= 8, !isHarmless(first..<last) else { return nil }
    return mayBeProse && isProse(first..<last) ? nil : first..<last
  }

  /// A placeholder (`<token>`, `$TOKEN`, `xxxxxxxx`), a number or version, a date, a link.
  private func isHarmless(_ range: Range<Int>) -> Bool {
    let value = text[range]
    let first = text[range.lowerBound]
    if ByteSet.beginsPlaceholder(first), !isDigit(byte(range.lowerBound + 1)) { return true }
    if value.allSatisfy({ $0 == first }) { return true }
    if holds("http", at: range.lowerBound), value.contains(UInt8(ascii: "/")) { return true }
    let isDate =
      range.count >= 10 && value.prefix(4).allSatisfy(isDigit)
      && byte(range.lowerBound + 4) == UInt8(ascii: "-")
      && byte(range.lowerBound + 7) == UInt8(ascii: "-")
    return isDate || isNumberOrVersion(value)
  }

  /// `12.000.000`, `v2.14.0-beta`: digits and dots first, then letters at most.
  private func isNumberOrVersion(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let number = value.first == UInt8(ascii: "v") ? value.dropFirst() : value
    let rest = number.drop { isDigit($0) || $0 == UInt8(ascii: ".") }
    guard rest.startIndex > number.startIndex else { return false }
    let hasDot = number[..<rest.startIndex].contains(UInt8(ascii: "."))
    return rest.isEmpty && hasDot
      || hasDot && rest.first == UInt8(ascii: "-")
        && rest.dropFirst().allSatisfy(isLetter)
  }

  /// Words do not mix letters with digits or signs, nor change case twice.
  private func isProse(_ range: Range<Int>) -> Bool {
    let value = text[range]
    if value.contains(where: ByteSet.isSign) { return false }
    if value.contains(where: isDigit), value.contains(where: isLetter) { return false }
    let rises = zip(value, value.dropFirst()).count { isSmall($0) && isCapital($1) }
    return rises < 2 && !value.allSatisfy(isDigit)
  }
}

// MARK: - Bytes

private enum ByteSet {
  /// For each byte the shapes, a bit each, that it begins, and those that it goes on with.
  static let beginnings: [(first: UInt16, second: UInt16)] = {
    let shapes: [(first: String, second: String)] = [
      ("1", "0769"), ("fF", "cdCD"), ("A", "KSI"), ("g", "hil"), ("x", "o"), ("sr", "k"),
      ("n", "p"), ("pe", "y"), ("S", "G"), ("-", "-"),
    ]
    var table = [(first: UInt16, second: UInt16)](repeating: (0, 1), count: 256)
    for sign in ":=".utf8 { table[Int(sign)].first = 1 }
    for (index, shape) in shapes.enumerated() {
      for byte in shape.first.utf8 { table[Int(byte)].first |= 2 << index }
      for byte in shape.second.utf8 { table[Int(byte)].second |= 2 << index }
    }
    return table
  }()

  private static let aroundValue = ASCIISet(" \t\"'`*")
  private static let afterValue = ASCIISet("\"'`<>&,;)")
  private static let afterSentence = ASCIISet(".:!?*]}")
  private static let afterAuthority = ASCIISet("/?#\"'`<>)@")
  private static let beforePlaceholder = ASCIISet("<[{($%*")
  private static let signs = ASCIISet("!#$%^*+=~|")

  static func isAroundValue(_ byte: UInt8) -> Bool { aroundValue.contains(byte) }
  static func endsValue(_ byte: UInt8) -> Bool { byte <= 0x20 || afterValue.contains(byte) }
  static func endsSentence(_ byte: UInt8) -> Bool { afterSentence.contains(byte) }
  static func endsAuthority(_ byte: UInt8) -> Bool {
    byte <= 0x20 || afterAuthority.contains(byte)
  }
  static func beginsPlaceholder(_ byte: UInt8) -> Bool { beforePlaceholder.contains(byte) }
  static func isSign(_ byte: UInt8) -> Bool { signs.contains(byte) }
}

/// A bit for each byte of ASCII.
private struct ASCIISet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ bytes: String) {
    for byte in bytes.utf8 {
      let bit: UInt64 = 1 << UInt64(byte & 0x3F)
      if byte < 0x40 { low |= bit } else { high |= bit }
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
private func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
private func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
private func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
private func isCapitalOrDigit(_ byte: UInt8) -> Bool { isCapital(byte) || isDigit(byte) }
private func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
private func isWord(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == UInt8(ascii: "_") }
private func isTokenByte(_ byte: UInt8) -> Bool { isWord(byte) || byte == UInt8(ascii: "-") }
private func lowercased(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte | 0x20 : byte }
