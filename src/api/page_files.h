// The files of src/api/page as they are built into the program; see tools/cmake/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace relevo {

struct PageFile {
  std::string_view path;  // `/` or `/page.css`.
  std::string_view content_type;
  std::string_view body;
  std::string_view etag;  // With its quotes.
};

std::span<const PageFile> page_files();

}  // namespace relevo
