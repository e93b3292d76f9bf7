// The addresses from which calls are taken without digest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace relevo::voice {

class Trunks {
 public:
  /// Adds an IPv4 address or a prefix as `10.1.0.0/16`. Fault input: it is neither.
  Result<void> add(std::string_view text);

  /// Whether an IPv4 address is one of them.
  bool contains(const std::string& address) const;

 private:
  struct Prefix {
    std::uint32_t address = 0;
    std::uint32_t mask = 0;
  };
  std::vector<Prefix> prefixes_;
};

}  // namespace relevo::voice
