#include "app/client_commands.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>
#include <string>

#include "app/log_of_data.h"
#include "app/reply_json.h"
#include "app/status_screen.h"
#include "operation/operation_file.h"

namespace relevo {

namespace {

namespace json = boost::json;
using reply::list;
using reply::number;
using reply::text;

json::object body_of(const std::vector<OperationSource>& sources, bool dry_run) {
  json::array files;
  for (const OperationSource& source : sources) {
    files.push_back(json::object{{"name", source.name}, {"text", source.text}});
  }
  return {{"sources", files}, {"dry_run", dry_run}};
}

bool agreed() {
  std::printf("Apply? [y/N] ");
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "s" || answer == "S";
}

Result<int> apply(ApiClient& client, const std::vector<OperationSource>& sources, bool yes) {
  const std::string target = "/api/v1/commands/apply_operation";
  const auto dry = client.post(target, body_of(sources, true));
  if (!dry) return tl::unexpected<Fault>(dry.error());
  const json::array differences = list(*dry, "differences");
  for (const json::value& difference : differences) {
    std::printf("  %s: %s\n", text(difference, "subject").c_str(),
                text(difference, "change").c_str());
  }
  if (differences.empty()) std::printf("The rules stay as they are.\n");
  if (!yes) {
    if (::isatty(STDIN_FILENO) == 0) {
      return fault(Fault::Kind::input, "nobody can be asked here; --yes applies without asking");
    }
    if (!agreed()) {
      std::printf("Nothing was changed.\n");
      return 1;
    }
  }
  json::object body = body_of(sources, false);
  body["base_version"] = number(*dry, "base_version");
  const auto applied = client.post(target, body);
  if (!applied) return tl::unexpected<Fault>(applied.error());
  std::printf("Applied at position %s.\n", text(*applied, "position").c_str());
  return 0;
}

}  // namespace

int apply_command(const ApplyCommand& command, const ClientOptions& options) {
  const auto sources = load_operation_sources(command.path);
  if (!sources) return fail("apply", sources.error());
  auto client = ApiClient::sign_in(options);
  if (!client) return fail("apply", client.error());
  const auto status = apply(*client, *sources, command.yes);
  client->sign_out();
  return status ? *status : fail("apply", status.error());
}

int status_command(const ClientOptions& options) {
  auto client = ApiClient::sign_in(options);
  if (!client) return fail("status", client.error());
  const auto board = client->get("/api/v1/board");
  client->sign_out();
  if (!board) return fail("status", board.error());
  print_status(*board);
  return 0;
}

}  // namespace relevo
