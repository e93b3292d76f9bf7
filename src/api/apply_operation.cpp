// The command apply_operation: from the text of operation files to the command of the core.
#include "api/commands.h"
#include "api/digest.h"
#include "api/problem.h"
#include "base/json_writer.h"
#include "operation/keep_apart.h"
#include "operation/operation_file.h"

namespace relevo {

namespace {

constexpr std::size_t sources_max = 1'000;
constexpr int worker_retry_after_s = 5;

struct OperationBody {
  std::vector<OperationSource> sources;
  bool dry_run = false;
  std::optional<std::uint64_t> base_version;
};

Result<OperationSource> read_source(const JsonValue& value) {
  const JsonValue* name = value.find("name");
  const JsonValue* text = value.find("text");
  if (value.members.size() != 2 || name == nullptr || text == nullptr || !name->is_text() ||
      !text->is_text()) {
    return fault(Fault::Kind::input, "A source is {\"name\", \"text\"}, both texts.");
  }
  return OperationSource{.name = name->text, .text = text->text};
}

Result<OperationBody> read_body(const std::string& text) {
  const auto json = read_json_object(text);
  if (!json) return tl::unexpected<Fault>(json.error());
  OperationBody body;
  for (const auto& [name, value] : json->members) {
    if (name == "sources" && value.kind == JsonValue::Kind::array) {
      for (const JsonValue& item : value.items) {
        auto source = read_source(item);
        if (!source) return tl::unexpected<Fault>(source.error());
        body.sources.push_back(std::move(*source));
      }
    } else if (name == "dry_run" && value.kind == JsonValue::Kind::boolean) {
      body.dry_run = value.boolean;
    } else if (name == "base_version" && value.is_number()) {
      body.base_version = value.number;
    } else {
      return fault(Fault::Kind::input, "Field \"" + name +
                                           "\" is unknown or of the wrong type; it takes sources "
                                           "(a list), dry_run, base_version.");
    }
  }
  if (body.sources.empty() || body.sources.size() > sources_max) {
    return fault(Fault::Kind::input, "\"sources\" must hold 1 to 1000 files.");
  }
  return body;
}

std::string difference_json(const Operation& current, const Operation& next) {
  JsonWriter json;
  json.begin_object();
  json.key("differences");
  json.begin_array();
  for (const Difference& one : difference(current, next)) {
    json.begin_object();
    json.member("subject", one.subject);
    json.member("change", one.change);
    json.end_object();
  }
  json.end_array();
  json.member("base_version", current.version);
  json.end_object();
  return json.take();
}

}  // namespace

struct Commands::OperationJob {
  OperationBody body;
  std::shared_ptr<const Operation> current;
  Principal principal;
  std::string key;  // Idempotency-Key; empty when there is none.
  Respond respond;
};

void Commands::apply_operation(const HttpRequest& request, const Principal& principal,
                               const Respond& respond) {
  if (!may(principal.roles, Act::apply_operation, {})) {
    return respond(problem(403, "Only an administrator may change the operation."));
  }
  auto body = read_body(request.body);
  if (!body) return respond(problem(400, body.error().what));
  const auto current = parts_.floor.board().shared_operation();
  // Before anything is kept: the core looks again.
  if (body->base_version && *body->base_version != current->version &&
      request.idempotency_key.empty()) {
    return respond(problem(Reject::operation_changed));
  }
  const auto job = std::make_shared<OperationJob>(OperationJob{.body = std::move(*body),
                                                               .current = current,
                                                               .principal = principal,
                                                               .key = request.idempotency_key,
                                                               .respond = respond});
  if (!parts_.worker.post([this, job] { read_and_keep(job); })) {
    respond(problem_for_now(503, "Too much to do just now.", worker_retry_after_s));
  }
}

/// On the worker.
void Commands::read_and_keep(const std::shared_ptr<OperationJob>& job) {
  const auto respond = [this, job](HttpReply reply) {
    parts_.on_server([job, reply = std::move(reply)] { job->respond(reply); });
  };
  auto read = read_operation(job->body.sources, *job->current);
  if (!read) return respond(problem(400, read.error().what));
  if (job->body.dry_run) {
    return respond({.body = difference_json(*job->current, read->document)});
  }
  if (auto kept = keep_apart(*read, parts_.store, parts_.secrets); !kept) {
    parts_.logger.error("operation: names and secrets were not kept",
                        {{"fault", kept.error().what}});
    return respond(problem(500, "The names and secrets could not be stored; nothing was applied."));
  }
  auto bytes = std::make_shared<Bytes>();
  encode(*bytes, read->document);
  Request request{.by = job->principal.user};
  const Digest digest = digest_of(ByteView{*bytes});
  if (!job->key.empty()) {
    request.keyed = true;
    request.key = digest_of(job->key);
    // Of the files, as the document's version differs at a repetition. Passwords are no part of it.
    Operation repeated = read->document;
    repeated.version = job->body.base_version.value_or(0);
    Bytes repeated_bytes;
    encode(repeated_bytes, repeated);
    request.body = digest_of(ByteView{repeated_bytes});
  }
  request.command =
      ApplyOperation{.base_version = job->body.base_version.value_or(job->current->version),
                     .document = std::make_shared<const Operation>(std::move(read->document)),
                     .bytes = std::move(bytes),
                     .digest = digest};
  parts_.on_server([this, job, request = std::move(request)] {
    post(request, job->principal, [this, job](HttpReply reply) {
      if (parts_.on_secrets_changed) parts_.on_secrets_changed();
      job->respond(std::move(reply));
    });
  });
}

}  // namespace relevo
