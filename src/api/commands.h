// POST /commands/{name}: every change, one door.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/api_metrics.h"
#include "api/attempt_limit.h"
#include "api/command_form.h"
#include "api/floor.h"
#include "api/policy.h"
#include "api/server_thread.h"
#include "api/sights.h"
#include "api/texts_kept.h"
#include "api/worker.h"
#include "base/logger.h"
#include "http/http.h"
#include "log/log.h"
#include "operation/operation_file.h"
#include "records/secrets.h"

namespace relevo {

using Respond = std::function<void(HttpReply)>;

/// Server's thread. What an operation file holds is read and kept apart on the worker, which alone
/// uses `store` and `secrets` once it runs.
class Commands {
 public:
  struct Parts {
    Floor& floor;
    Sights& sights;
    const LogSource& log;
    Worker& worker;
    records::Records& store;
    records::Secrets& secrets;
    OnServer on_server;
    std::function<void()> on_secrets_changed;
    ApiMetrics& metrics;
    Logger& logger;
    bool stores_are_taken = false;  // By the start, until take_operations.
  };

  static constexpr std::size_t key_bytes_max = 128;
  static constexpr std::size_t body_bytes_max = 16 * 1024;  // But for apply_operation.
  // Of one user: people, and a program that acts for many of them, send less.
  static constexpr std::int64_t burst = 500;
  static constexpr Duration refill = milliseconds(10);

  explicit Commands(Parts parts)
      : parts_(std::move(parts)),
        texts_(parts_.floor.engine(), parts_.worker, parts_.store, parts_.on_server) {}

  /// The start's operation is judged: others may be applied.
  void take_operations() { applying_ = false; }

  void carry_out(std::string_view name, const HttpRequest& request, const Principal& principal,
                 const Respond& respond);

 private:
  struct OperationJob;

  void carry_out_for_agent(const CommandForm& form, const HttpRequest& request,
                           const Principal& principal, const Respond& respond);
  void supervise(const CommandForm& form, CommandFields fields, const HttpRequest& request,
                 const Principal& principal, const Respond& respond);
  void add_note(const CommandForm& form, const CommandFields& fields, const HttpRequest& request,
                const Principal& principal, const Respond& respond);
  void send_message(const CommandForm& form, CommandFields fields, const HttpRequest& request,
                    const Principal& principal, const Respond& respond);
  void act_on_alert(const CommandForm& form, const CommandFields& fields,
                    const HttpRequest& request, const Principal& principal, const Respond& respond);
  Request request_of(const CommandForm& form, std::string_view agent, const CommandFields& fields,
                     const HttpRequest& request, const Principal& principal) const;
  void write(const CommandForm& form, AgentId agent, const CommandFields& fields, Request request,
             const Principal& principal, const Respond& respond);
  void post_for_agent(const CommandForm& form, const AgentSetup& agent, const CommandFields& fields,
                      const HttpRequest& request, const Principal& principal,
                      const Respond& respond);
  bool has_taken_over(ContactId contact, const Principal& principal) const;
  void apply_operation(const HttpRequest& request, const Principal& principal,
                       const Respond& respond);
  void read_and_keep(const std::shared_ptr<OperationJob>& job);
  Result<void> keep(const std::shared_ptr<OperationJob>& job, const ReadOperation& read);
  void put_back(const OperationJob& job);
  void finish(const std::shared_ptr<OperationJob>& job, HttpReply reply);
  static Request request_of(const OperationJob& job, Operation document);
  void ask_to_apply(const std::shared_ptr<OperationJob>& job, const Request& request);
  void post(Request request, const Principal& principal, const Respond& respond);
  void answer(const Answer& answer, const Principal& principal, const Respond& respond);

  Parts parts_;
  TextsKept texts_;
  AttemptLimit of_user_{burst, refill};
  // One operation at a time: what it replaces may have to come back.
  bool applying_ = parts_.stores_are_taken;
};

}  // namespace relevo
