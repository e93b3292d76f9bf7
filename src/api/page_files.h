// The files of pages as they are built into the program; see tools/cmake/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace relevo {

struct PageFile {
  std::string_view path;  // `/` or `/assets/index-HASH.js`.
  std::string_view content_type;
  std::string_view body;
  std::string_view brotli;  // The same body, or empty where that is not smaller.
  std::string_view gzip;
  std::string_view tag;  // Of the body, without quotes.
  bool hashed;           // Its path changes with its content.
};

/// The console, console/ as `npm run build` makes it; empty when it was not made before.
std::span<const PageFile> console_files();

}  // namespace relevo
