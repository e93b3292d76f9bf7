// The number of this Relevo. CMakeLists.txt reads it from here.
#include "base/version.h"

namespace relevo {

constinit const std::string_view relevo_version = "0.1.0";

}  // namespace relevo
