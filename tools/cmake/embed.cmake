# Writes a .cpp that holds the live page's files: cmake -DPAGE=DIR -DOUT=FILE -P embed.cmake
# index.html is `/`, every other one `/NAME`.
file(GLOB pages ${PAGE}/*.html ${PAGE}/*.css ${PAGE}/*.js ${PAGE}/*.svg)
set(arrays "")
set(entries "")
foreach(page ${pages})
  get_filename_component(name ${page} NAME)
  get_filename_component(extension ${page} LAST_EXT)
  if(extension STREQUAL ".html")
    set(type "text/html")
  elseif(extension STREQUAL ".css")
    set(type "text/css")
  elseif(extension STREQUAL ".svg")
    set(type "image/svg+xml")
  else()
    set(type "text/javascript")
  endif()
  if(name STREQUAL "index.html")
    set(path "/")
  else()
    set(path "/${name}")
  endif()
  file(READ ${page} hex HEX)
  file(SHA256 ${page} sum)
  string(SUBSTRING ${sum} 0 32 etag)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(MAKE_C_IDENTIFIER ${name} id)
  string(APPEND arrays "constexpr char ${id}[] = {${bytes}};\n")
  string(APPEND entries "    PageFile{\"${path}\", \"${type}; charset=utf-8\", "
    "{${id}, sizeof ${id}}, \"\\\"${etag}\\\"\"},\n")
endforeach()
file(WRITE ${OUT} "// Made of src/api/page by tools/cmake/embed.cmake.
#include <array>

#include \"api/page_files.h\"

namespace relevo {

namespace {

${arrays}
constexpr std::array files = {
${entries}};

}  // namespace

std::span<const PageFile> page_files() { return files; }

}  // namespace relevo
")
