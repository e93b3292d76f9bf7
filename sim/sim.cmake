# The simulator: a library, its program, and the same with the mutants of mutants.toml compiled in.
set(sim_root ${CMAKE_BINARY_DIR}/include/sim)
file(MAKE_DIRECTORY ${sim_root})
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/sim ${sim_root}/sim SYMBOLIC)

file(GLOB_RECURSE sim_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sim/*.cpp)
list(FILTER sim_sources EXCLUDE REGEX "/(no_mutant|main)\\.cpp$")

# Compiled once, against headers alone: which libraries it runs with is for the programs to say.
add_library(relevo_sim_objects OBJECT EXCLUDE_FROM_ALL ${sim_sources})
target_include_directories(relevo_sim_objects PUBLIC ${sim_root})
foreach(folder base core_words core view log engine link channel)
  target_include_directories(relevo_sim_objects
    PUBLIC $<TARGET_PROPERTY:relevo_${folder},INTERFACE_INCLUDE_DIRECTORIES>)
endforeach()
target_compile_options(relevo_sim_objects PRIVATE ${relevo_warnings})

add_executable(relevo_sim EXCLUDE_FROM_ALL sim/main.cpp sim/no_mutant.cpp)
target_link_libraries(relevo_sim PRIVATE relevo_sim_objects relevo_engine relevo_channel relevo_link)

# The folders that mutants.toml names, with its copies in the place of the files that it names.
set(mutant_folders core view log engine channel)
execute_process(COMMAND python3 ${CMAKE_SOURCE_DIR}/sim/mutants.py files
  OUTPUT_VARIABLE mutant_files OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set_property(DIRECTORY APPEND PROPERTY
  CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sim/mutants.toml)
set(mutant_out ${CMAKE_BINARY_DIR}/mutants)
list(TRANSFORM mutant_files PREPEND ${mutant_out}/ OUTPUT_VARIABLE mutant_copies)
list(TRANSFORM mutant_files PREPEND ${CMAKE_SOURCE_DIR}/src/ OUTPUT_VARIABLE mutant_originals)
add_custom_command(OUTPUT ${mutant_copies} ${mutant_out}/chosen.cpp
  COMMAND python3 ${CMAKE_SOURCE_DIR}/sim/mutants.py generate ${CMAKE_SOURCE_DIR}/src ${mutant_out}
  DEPENDS ${CMAKE_SOURCE_DIR}/sim/mutants.toml ${CMAKE_SOURCE_DIR}/sim/mutants.py
    ${mutant_originals}
  VERBATIM)
set(mutant_sources ${mutant_copies} ${mutant_out}/chosen.cpp)
foreach(folder ${mutant_folders})
  get_target_property(sources relevo_${folder} SOURCES)
  list(REMOVE_ITEM sources ${mutant_originals} ${CMAKE_SOURCE_DIR}/src/channel/voice.cpp)
  list(APPEND mutant_sources ${sources})
endforeach()
add_executable(relevo_sim_mutants EXCLUDE_FROM_ALL sim/main.cpp ${mutant_sources})
target_link_libraries(relevo_sim_mutants
  PRIVATE relevo_sim_objects relevo_base relevo_link PkgConfig::sodium)
