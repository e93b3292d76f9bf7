// The target of a request: path and query, percent-decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace relevo {

struct HttpTarget {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};

inline constexpr std::size_t query_parameters_max = 64;

/// Origin form only (RFC 9112 section 3.2.1): `/path?a=b&c`. Nothing when it is not, when an escape
/// is broken, when a decoded path has a control character, or over query_parameters_max.
std::optional<HttpTarget> parse_target(std::string_view target);

}  // namespace relevo
