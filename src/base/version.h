// Which Relevo this is. CMakeLists.txt reads the number from here.
#pragma once

#include <string_view>

namespace relevo {

inline constexpr std::string_view relevo_version = "0.1.0";

}  // namespace relevo
