#include "app/log_of_data.h"

#include <cstdio>
#include <filesystem>

namespace relevo {

Result<std::unique_ptr<LogReader>> open_log_of(const std::string& data) {
  const std::string folder = data + "/log";
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return fault(Fault::Kind::input,
                 "--data " + data + ": there is no log; name the folder of a server");
  }
  return LogReader::open(folder);
}

int fail(const char* command, const Fault& fault) {
  std::fprintf(stderr, "relevo %s: %s\n", command, fault.what.c_str());
  return fault.kind == Fault::Kind::input ? 1 : 2;
}

}  // namespace relevo
