# The words CMakeLists.txt is written in.

set(relevo_warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum
  -Wno-missing-field-initializers -Werror)

# An include root that shows one folder of src/ and nothing else.
function(relevo_include_root target folder)
  set(root ${CMAKE_BINARY_DIR}/include/${target})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${folder} ${root}/${folder} SYMBOLIC)
  set(relevo_root ${root} PARENT_SCOPE)
endfunction()

# relevo_library(NAME LINK libraries of ours that its headers use PRIVATE what only its .cpp use)
# All .cpp below src/NAME, tests aside. Without any, the library is its headers alone.
function(relevo_library name)
  cmake_parse_arguments(arg "" "" "LINK;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
  list(TRANSFORM arg_LINK PREPEND relevo_)
  relevo_include_root(${name} ${name})
  if(sources)
    add_library(relevo_${name} STATIC ${sources})
    target_include_directories(relevo_${name} PUBLIC ${relevo_root})
    target_compile_options(relevo_${name} PRIVATE ${relevo_warnings})
    target_link_libraries(relevo_${name} PUBLIC ${arg_LINK} PRIVATE ${arg_PRIVATE})
  else()
    add_library(relevo_${name} INTERFACE)
    target_include_directories(relevo_${name} INTERFACE ${relevo_root})
    target_link_libraries(relevo_${name} INTERFACE ${arg_LINK} ${arg_PRIVATE})
  endif()
endfunction()

# The part of a folder that more may see than the rest: single headers of it.
function(relevo_words name)
  cmake_parse_arguments(arg "" "FOLDER" "HEADERS;LINK" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${root}/${arg_FOLDER})
  foreach(header ${arg_HEADERS})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${arg_FOLDER}/${header}
      ${root}/${arg_FOLDER}/${header} SYMBOLIC)
  endforeach()
  list(TRANSFORM arg_LINK PREPEND relevo_)
  add_library(relevo_${name} INTERFACE)
  target_include_directories(relevo_${name} INTERFACE ${root})
  target_link_libraries(relevo_${name} INTERFACE ${arg_LINK})
endfunction()

# All src/FOLDER/**/*_test.cpp as one program FOLDER_test.
function(relevo_tests folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${folder}_test ${sources} ${CMAKE_SOURCE_DIR}/tools/test_main.cpp)
  target_link_libraries(${folder}_test PRIVATE relevo_${folder})
  target_compile_options(${folder}_test PRIVATE ${relevo_warnings})
  add_test(NAME ${folder} COMMAND ${folder}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()

# The story runner and the stories it reads; see tests/stories/README.md.
function(relevo_stories folder)
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/${folder}/runner.cpp)
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  add_executable(stories ${sources})
  target_link_libraries(stories PRIVATE relevo_core relevo_view)
  target_compile_options(stories PRIVATE ${relevo_warnings})
  add_test(NAME stories COMMAND stories ${folder} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
