// Everything that happens in a day, in order: always as one hash, readably when somebody asks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/time.h"
#include "sim/schedule.h"

namespace relevo::sim {

class Trace {
 public:
  /// `print` false: nothing but the hash.
  Trace(const Schedule& schedule, bool print) : schedule_(schedule), print_(print) {}

  /// `words` is made only when somebody reads it; `bytes` always count.
  template <class Words>
  void say(const char* who, ByteView bytes, const Words& words) {
    take(schedule_.now().us);
    for (const std::uint8_t byte : bytes) take_byte(byte);
    if (print_) print(who, words());
  }
  template <class Words>
  void say(const char* who, std::uint64_t number, const Words& words) {
    take(schedule_.now().us);
    take(static_cast<std::int64_t>(number));
    if (print_) print(who, words());
  }

  std::uint64_t hash() const { return hash_; }

 private:
  // FNV-1a, 64 bits (draft-eastlake-fnv-21).
  void take_byte(std::uint8_t byte) { hash_ = (hash_ ^ byte) * 0x00000100000001B3U; }
  void take(std::int64_t number) {
    for (unsigned shift = 0; shift < 64; shift += 8) {
      take_byte(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> shift));
    }
  }
  void print(const char* who, const std::string& what) const;

  const Schedule& schedule_;
  bool print_;
  std::uint64_t hash_ = 0xCBF29CE484222325U;
};

/// h:mm:ss.uuuuuu since the start of the day.
std::string clock_text(Time time);

}  // namespace relevo::sim
