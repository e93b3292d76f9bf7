// The command apply_operation: from the text of operation files to the command of the core.
#include "api/commands.h"
#include "api/digest.h"
#include "api/kept_before.h"
#include "api/known_indicators.h"
#include "api/problem.h"
#include "base/json_writer.h"
#include "operation/keep_apart.h"
#include "operation/operation_file.h"

namespace relevo {

namespace {

constexpr std::size_t sources_max = 1'000;
constexpr int retry_after_s = 5;

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
  HttpRequest request;
  std::shared_ptr<const Operation> current;
  Principal principal;
  Respond respond;
  OperationBody body = {};
  KeptBefore before = {};
};

void Commands::apply_operation(const HttpRequest& request, const Principal& principal,
                               const Respond& respond) {
  if (!may(principal.roles, Act::apply_operation, {})) {
    return respond(problem(403, "Only an administrator may change the operation."));
  }
  if (request.body_left_out) {
    return respond(problem(413, "The files of an operation have at most 4 MiB."));
  }
  if (applying_) {
    return respond(problem_for_now(503, "Another operation is being applied.", retry_after_s));
  }
  const auto job = std::make_shared<OperationJob>(
      OperationJob{.request = request,
                   .current = parts_.floor.board().shared_operation(),
                   .principal = principal,
                   .respond = respond});
  applying_ = parts_.worker.post([this, job] { read_and_keep(job); });
  if (!applying_) respond(problem_for_now(503, "Too much to do just now.", retry_after_s));
}

/// On the worker: the end of a job that keeps nothing.
void Commands::finish(const std::shared_ptr<OperationJob>& job, HttpReply reply) {
  parts_.on_server([this, job, reply = std::move(reply)] {
    applying_ = false;
    job->respond(reply);
  });
}

/// On the worker.
void Commands::read_and_keep(const std::shared_ptr<OperationJob>& job) {
  auto body = read_body(job->request.body);
  job->request.body = {};
  if (!body) return finish(job, problem(400, body.error().what));
  job->body = std::move(*body);
  const bool changed = job->body.base_version && *job->body.base_version != job->current->version;
  // Before anything is kept; the core looks again. With a key it may be a repetition.
  if (changed && job->request.idempotency_key.empty()) {
    return finish(job, problem(Reject::operation_changed));
  }
  auto read = read_operation(job->body.sources, *job->current, known_indicators());
  if (!read) return finish(job, problem(400, read.error().what));
  if (job->body.dry_run) {
    return finish(job, {.body = difference_json(*job->current, read->document)});
  }
  if (auto kept = keep(job, *read); !kept) {
    parts_.logger.error("operation: names and secrets were not kept",
                        {{"fault", kept.error().what}});
    return finish(job,
                  problem(500, "The names and secrets could not be stored; nothing was applied."));
  }
  parts_.on_server([this, job, request = request_of(*job, std::move(read->document))] {
    ask_to_apply(job, request);
  });
}

/// Names and secrets are durable before the operation that refers to them, so before the core has
/// judged it; what they replace is put back when it refuses. Only when this program ends between
/// the two do those of a refused operation stay: applying the right one again mends that.
Result<void> Commands::keep(const std::shared_ptr<OperationJob>& job, const ReadOperation& read) {
  auto before = KeptBefore::of(read, parts_.store, parts_.secrets);
  if (!before) return tl::unexpected<Fault>(before.error());
  job->before = std::move(*before);
  auto kept = keep_apart(read, parts_.store, parts_.secrets);
  if (!kept) put_back(*job);
  return kept;
}

/// On the worker.
void Commands::put_back(const OperationJob& job) {
  if (auto back = job.before.put_back(parts_.store, parts_.secrets); !back) {
    parts_.logger.error("operation: former names and secrets were not put back",
                        {{"fault", back.error().what}});
  }
}

Request Commands::request_of(const OperationJob& job, Operation document) {
  Request request{.by = job.principal.user};
  auto bytes = std::make_shared<Bytes>();
  encode(*bytes, document);
  const Digest digest = digest_of(ByteView{*bytes});
  if (!job.request.idempotency_key.empty()) {
    request.keyed = true;
    request.key = digest_of(job.request.idempotency_key);
    // Of the files, as the document's version differs at a repetition. Passwords are no part of it.
    Operation repeated = document;
    repeated.version = job.body.base_version.value_or(0);
    Bytes repeated_bytes;
    encode(repeated_bytes, repeated);
    request.body = digest_of(ByteView{repeated_bytes});
  }
  request.command =
      ApplyOperation{.base_version = job.body.base_version.value_or(job.current->version),
                     .document = std::make_shared<const Operation>(std::move(document)),
                     .bytes = std::move(bytes),
                     .digest = digest};
  return request;
}

void Commands::ask_to_apply(const std::shared_ptr<OperationJob>& job, const Request& request) {
  const Position before = parts_.floor.board().position();
  ask(parts_.floor.engine(), parts_.on_server, request, [this, job, before](const Answer& given) {
    const bool refused = given.overloaded || given.reject != Reject::none;
    // A repeated key: it was applied earlier, and what is in force may be of a later one.
    const bool repeated = !refused && given.first <= before;
    const auto respond = [this, job, given] { answer(given, job->principal, job->respond); };
    if (!refused && !repeated) {
      applying_ = false;
      if (parts_.on_secrets_changed) parts_.on_secrets_changed();
      return respond();
    }
    parts_.worker.post_due([this, job, respond] {
      put_back(*job);
      parts_.on_server([this, respond] {
        applying_ = false;
        respond();
      });
    });
  });
}

}  // namespace relevo
