// A contact's life as a row: what the writer puts and the reader gets.
#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "view/history.h"

namespace relevo::archive {

inline constexpr const char* row_columns =
    "id, person, contact.queue, ended_as, fault, arrived_at, closed_at, total_waited, talked, "
    "held, "
    "recorded, agents, positions, disposition";

/// The numbers of a row; its lists are varints in two blobs.
struct Row {
  long long id = 0;
  long long person = 0;
  long long queue = 0;
  int ended_as = 0;
  int fault = 0;
  long long arrived_at = 0;
  long long closed_at = 0;
  long long total_waited = 0;
  long long talked = 0;
  long long held = 0;
  int recorded = 0;
  long long disposition = 0;
};

Row row_of(const ContactLife& life);

/// How many, then each.
Bytes agents_of(const ContactLife& life);

/// Each as the difference to the one before.
Bytes positions_of(const ContactLife& life);

/// Into one that is empty.
void put_blob(soci::blob& blob, const Bytes& bytes);
Bytes get_blob(soci::blob& blob);

/// Nothing when the blobs are damaged.
std::optional<ContactLife> life_of(const Row& row, const Bytes& agents, const Bytes& positions);

/// Protocol when what is in the file is wrong, disk when it cannot be got at just now.
Fault::Kind kind_of(int sqlite_status);

/// Runs `action` and makes a Fault of what the library throws.
template <class Action>
auto tried(const std::string& what, const Action& action) -> std::invoke_result_t<Action> {
  try {
    return action();
  } catch (const soci::sqlite3_soci_error& error) {
    return fault(kind_of(error.result()),
                 "archive: " + what + ": " + sqlite_api::sqlite3_errstr(error.result()));
  } catch (const soci::soci_error& error) {
    return fault(Fault::Kind::disk, "archive: " + what + ": " + error.get_error_message());
  }
}

}  // namespace relevo::archive
