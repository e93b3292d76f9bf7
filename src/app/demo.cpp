#include "app/demo.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

namespace relevo {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t agents_of_file = 20;
constexpr std::uint32_t team_span = 10;

/// The demo operation of the clone that this program was built in, or of the installation.
std::optional<fs::path> demo_operation() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (const fs::path& candidate :
       {program.parent_path() / "../../examples/demo", fs::path("examples/demo"),
        fs::path("/usr/share/relevo/examples/demo")}) {
    if (fs::is_directory(candidate, error)) return fs::canonical(candidate, error);
  }
  return std::nullopt;
}

/// Teams of ten with their coordinators, behind those of the file: agents 2001 to 2000 + `count`.
std::string more_agents(std::uint32_t count) {
  std::string text = "# Agents made up for --agents.\n";
  for (std::uint32_t first = 1; first <= count; first += team_span) {
    const std::uint32_t last = std::min(first + team_span - 1, count);
    const std::string number = std::to_string(first / team_span + 3);
    const std::string coordinator = "c" + std::string(number.size() < 2 ? "0" : "") + number;
    text += "\n[[user]]\ncode = \"" + coordinator + "\"\nname = \"Coordinator " + number +
            "\"\nroles = [\"coordinator\"]\n";
    text += "\n[[team]]\ncode = \"equipo-" + number + "\"\ncoordinator = \"" + coordinator + "\"\n";
    text += "\n[[agents]]\nfrom = \"" + std::to_string(2000 + first) + "\"\nto = \"" +
            std::to_string(2000 + last) + "\"\nteam = \"equipo-" + number +
            "\"\nsite = \"home\"\nskills = { spanish = 5, english = 5 }\n";
  }
  return text;
}

int fail(const char* what, int status) {
  std::fprintf(stderr, "relevo demo: %s\n", what);
  return status;
}

void print_sign_ins(const std::string& http, const std::string& sip) {
  std::printf(
      "\n  Console       http://%s\n"
      "  SIP           %s (queues 5000 Spanish support, 5001 English sales)\n"
      "  Free seats    1001, 1002, 1011: sign in, and the page is the phone\n"
      "  Sign-ins      1001 .. 1020 (agents), c01 c02 (coordinators), s01 (supervisor),\n"
      "                d01 (director), cc01 (command centre), qa01, wfm01, admin\n"
      "  Passwords     demo- and the name, for the console and for SIP: demo-1001, demo-s01\n\n"
      "  Ctrl-C ends it and leaves nothing behind.\n\n",
      http.c_str(), sip.c_str());
  std::fflush(stdout);
}

}  // namespace

int run_demo(DemoOptions options, Logger& logger) {
  const auto operation = demo_operation();
  if (!operation) {
    return fail("examples/demo is not there; start it in the folder of the clone", 1);
  }
  std::string folder = (fs::temp_directory_path() / "relevo-demo-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) {
    return fail("no folder can be made in the temporary one; is the disk full?", 2);
  }
  options.serve.data = folder + "/data";
  options.serve.operation = operation->string();
  std::error_code error;
  if (options.agents > agents_of_file) {
    options.serve.operation = folder + "/operation";
    fs::copy(*operation, options.serve.operation, error);
    std::ofstream(options.serve.operation + "/zz-more-agents.toml")
        << more_agents(options.agents - agents_of_file);
  }
  options.serve.children_outlive = false;  // The next demo has another folder.
  options.serve.on_ready = print_sign_ins;
  options.serve.companions = [agents = options.agents](const std::string& http,
                                                       const std::string& sip) {
    return std::vector<std::vector<std::string>>{
        {"demo-people", "--http", http, "--sip", sip, "--agents", std::to_string(agents)}};
  };
  const int status = serve(options.serve, logger);
  fs::remove_all(folder, error);
  return status;
}

}  // namespace relevo
