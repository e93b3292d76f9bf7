# relevo_bench, and the bare B2BUA that is the floor of its bench `setup`.
file(GLOB bench_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*.cpp)
list(FILTER bench_files EXCLUDE REGEX "/b2bua\\.cpp$")
add_executable(relevo_bench EXCLUDE_FROM_ALL ${bench_files} sim/no_mutant.cpp)
target_include_directories(relevo_bench PRIVATE ${CMAKE_SOURCE_DIR})
target_compile_options(relevo_bench PRIVATE ${relevo_warnings})
target_link_libraries(relevo_bench
  PRIVATE relevo_sim_objects relevo_engine relevo_channel relevo_link relevo_voice relevo_api)
add_executable(relevo_b2bua EXCLUDE_FROM_ALL bench/b2bua.cpp)
target_compile_options(relevo_b2bua PRIVATE ${relevo_warnings})
target_link_libraries(relevo_b2bua PRIVATE relevo_voice PkgConfig::sofia)
