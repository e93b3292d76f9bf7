// Which Relevo this is.
#pragma once

#include <string_view>

namespace relevo {

/// A program that is linked with another definition is another version.
extern const std::string_view relevo_version;

}  // namespace relevo
