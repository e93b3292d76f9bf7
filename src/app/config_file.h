// The configuration file of `serve`: TOML whose keys are flags without their dashes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace relevo {

/// A key and what it is set to, as one would write it behind the flag.
struct Setting {
  std::string place;  // FILE:LINE.
  std::string key;
  std::string value;
};

/// In the order of the file. Fault input, with the line: it cannot be read, is no TOML, or has a
/// value that is neither a text nor a whole number.
Result<std::vector<Setting>> read_config_file(const std::string& path);

}  // namespace relevo
