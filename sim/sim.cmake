# The simulator as a library, and its program.
set(root ${CMAKE_BINARY_DIR}/include/sim)
file(MAKE_DIRECTORY ${root})
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/sim ${root}/sim SYMBOLIC)

file(GLOB_RECURSE sim_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sim/*.cpp)
list(FILTER sim_sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
add_library(relevo_simulation STATIC ${sim_sources})
target_include_directories(relevo_simulation PUBLIC ${root})
target_compile_options(relevo_simulation PRIVATE ${relevo_warnings})
target_link_libraries(relevo_simulation PUBLIC relevo_engine relevo_channel relevo_link)

add_executable(relevo_sim ${CMAKE_SOURCE_DIR}/sim/main.cpp)
target_link_libraries(relevo_sim PRIVATE relevo_simulation)
