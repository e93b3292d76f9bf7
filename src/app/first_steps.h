// What a start does before it serves: the operation of --operation, and the administrator's first
// password.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/kept_before.h"
#include "app/paths.h"
#include "base/logger.h"
#include "base/result.h"
#include "core/command_port.h"
#include "operation/operation_file.h"
#include "records/records.h"
#include "records/secrets.h"

namespace relevo {

/// What a start has for the core, and for the stores before it.
struct FirstCommand {
  std::optional<ApplyOperation> command;  // None: what is in force is what is wanted.
  std::optional<ReadOperation> read;      // Names and secrets may differ all the same.
};

/// To make the operation what the file says. Fault input: the file is wrong.
Result<FirstCommand> operation_from_file(const std::string& path, const Operation& current);

/// Keeps the names and secrets, and gives what they replace: to be put back when the core refuses
/// the operation. Only when this program ends before that do those of a refused operation stay:
/// applying the right one mends it. Blocks. Faults of the stores; nothing is kept then.
Result<KeptBefore> keep(const ReadOperation& read, const DataPaths& paths);

/// Blocks. Faults of the stores.
Result<void> put_back(const KeptBefore& before, const DataPaths& paths);

/// The command that makes an operation with nothing but the user `admin`, for a first start without
/// a file.
ApplyOperation empty_operation();

/// The document's digest is its key: a start repeats what the start before it did not get done. No
/// user asks, so no limit of keys refuses it.
Request request_of(ApplyOperation command);

/// Waits so many milliseconds; true as soon as nobody wants to go on.
using Waits = std::function<bool(int ms)>;

/// What the rules say to the request, which is posted again while the engine is told to come back
/// later: a full disk is no answer. Nothing: `waits` ended it first. Not on the engine's thread.
std::optional<Reject> carry_out(CommandPort& engine, const Request& request, const Waits& waits,
                                Logger& logger);

/// A new password for the first administrator when no administrator has one, kept as a hash; it is
/// shown once and is nowhere else. Nothing in the demo operation. Faults of the sealed store.
struct FirstPassword {
  std::string user;
  std::string password;
};
Result<std::optional<FirstPassword>> first_password(const Operation& operation,
                                                    const DataPaths& paths);

}  // namespace relevo
