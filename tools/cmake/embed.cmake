# Writes a .cpp that holds a folder's files as a function of src/api/page_files.h:
# cmake -DFOLDER=DIR -DNAME=console_files -DOUT=FILE -P embed.cmake
# A file's path is its own below FOLDER, that of index.html is `/`. Beside a file
# there may be the same as .br and .gz. What is in assets/ has its hash in its name.
set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml; charset=utf-8")
set(type_woff2 "font/woff2")

set(arrays "")
set(entries "")
set(count 0)

# Adds the array of the bytes of `file`, and sets `out` to how a PageFile names it.
function(embed file out)
  if(NOT EXISTS ${file})
    set(${out} "{}" PARENT_SCOPE)
    return()
  endif()
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  set(arrays "${arrays}constexpr char bytes${count}[] = {${bytes}};\n" PARENT_SCOPE)
  set(${out} "{bytes${count}, sizeof bytes${count}}" PARENT_SCOPE)
  math(EXPR count "${count} + 1")
  set(count ${count} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
foreach(file ${files})
  get_filename_component(extension ${file} LAST_EXT)
  string(SUBSTRING "${extension}" 1 -1 kind)
  if(NOT DEFINED type_${kind})
    continue()
  endif()
  if(file STREQUAL "index.html")
    set(path "/")
  else()
    set(path "/${file}")
  endif()
  if(file MATCHES "^assets/")
    set(hashed true)
  else()
    set(hashed false)
  endif()
  file(SHA256 ${FOLDER}/${file} sum)
  string(SUBSTRING ${sum} 0 32 tag)
  embed(${FOLDER}/${file} body)
  embed(${FOLDER}/${file}.br brotli)
  embed(${FOLDER}/${file}.gz gzip)
  string(APPEND entries "    PageFile{\"${path}\", \"${type_${kind}}\", ${body}, ${brotli}, "
    "${gzip}, \"${tag}\", ${hashed}},\n")
endforeach()

if(entries STREQUAL "")
  set(answer "{}")
else()
  set(arrays "${arrays}constexpr std::array files = {\n${entries}};\n")
  set(answer "files")
endif()
file(WRITE ${OUT} "// Made by tools/cmake/embed.cmake.
#include <array>

#include \"api/page_files.h\"

namespace relevo {

namespace {

${arrays}
}  // namespace

std::span<const PageFile> ${NAME}() { return ${answer}; }

}  // namespace relevo
")
