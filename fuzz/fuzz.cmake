# One program a reader of bytes from outside, with libFuzzer and sanitizers: the preset `fuzz`.
set(fuzz_root ${CMAKE_BINARY_DIR}/include/fuzz)
file(MAKE_DIRECTORY ${fuzz_root})
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/fuzz ${fuzz_root}/fuzz SYMBOLIC)

add_custom_target(fuzzers)

# relevo_fuzzer(NAME LINK libraries SOURCES of folders that are too large to be built for it FOLDERS
# whose headers those see)
function(relevo_fuzzer name)
  cmake_parse_arguments(arg "" "" "LINK;SOURCES;FOLDERS" ${ARGN})
  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_SOURCE_DIR}/src/)
  add_executable(fuzz_${name} EXCLUDE_FROM_ALL fuzz/${name}.cpp ${arg_SOURCES})
  target_include_directories(fuzz_${name} PRIVATE ${fuzz_root})
  foreach(folder ${arg_FOLDERS})
    target_include_directories(fuzz_${name}
      PRIVATE $<TARGET_PROPERTY:relevo_${folder},INTERFACE_INCLUDE_DIRECTORIES>)
  endforeach()
  target_compile_options(fuzz_${name} PRIVATE ${relevo_warnings})
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_libraries(fuzz_${name} PRIVATE relevo_base ${arg_LINK})
  add_dependencies(fuzzers fuzz_${name})
endfunction()

relevo_fuzzer(command SOURCES api/alert_fields.cpp api/command_form.cpp api/command_read.cpp
  api/json_read.cpp api/readable.cpp api/text_fields.cpp http/target.cpp operation/closest.cpp
  FOLDERS api operation http LINK relevo_core boost_json)
relevo_fuzzer(leg_store FOLDERS voice LINK relevo_link)
relevo_fuzzer(link LINK relevo_link)
relevo_fuzzer(log LINK relevo_log)
relevo_fuzzer(operation LINK relevo_operation)
relevo_fuzzer(rtp SOURCES voice/media/rtp.cpp voice/media/rtcp.cpp FOLDERS voice LINK relevo_link)
relevo_fuzzer(sdp SOURCES voice/sip/sdp.cpp voice/sip/plain_sdp.cpp voice/media/udp_socket.cpp FOLDERS voice
  LINK relevo_link PkgConfig::sofia)
relevo_fuzzer(sip SOURCES voice/sip/request.cpp voice/sip/call_record.cpp voice/sip/digest.cpp
  voice/sip/sdp.cpp voice/sip/plain_sdp.cpp voice/media/udp_socket.cpp FOLDERS voice
  LINK relevo_link PkgConfig::sofia PkgConfig::openssl PkgConfig::sodium)
relevo_fuzzer(web SOURCES voice/web/ice.cpp voice/web/dtls.cpp voice/web/web_sdp.cpp
  voice/sip/plain_sdp.cpp FOLDERS voice
  LINK relevo_link PkgConfig::sofia PkgConfig::openssl PkgConfig::openssl_ssl PkgConfig::sodium
  PkgConfig::libre)
relevo_fuzzer(snapshot LINK relevo_snapshot)
