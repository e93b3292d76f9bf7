#include "records/schema.h"

#include <array>
#include <cstddef>

#include "records/transaction.h"

namespace relevo::records {

namespace {

// Step i leads from version i to version i + 1. Steps are added, never changed.
// An erased person keeps its row, so that the id is never given out again.
constexpr std::array steps{
    "CREATE TABLE person ("
    "  id INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL,"
    "  erased INTEGER NOT NULL);"
    "CREATE TABLE address ("
    "  person INTEGER NOT NULL REFERENCES person(id),"
    "  kind TEXT NOT NULL,"
    "  address TEXT NOT NULL);"
    "CREATE UNIQUE INDEX address_once ON address (kind, address);"
    "CREATE INDEX address_of_person ON address (person);"
    "CREATE TABLE names ("
    "  kind TEXT NOT NULL,"
    "  code TEXT NOT NULL,"
    "  name TEXT NOT NULL,"
    "  PRIMARY KEY (kind, code));",
    // Person and contact are 0 where it is about none.
    "CREATE TABLE text ("
    "  id INTEGER PRIMARY KEY,"
    "  person INTEGER NOT NULL,"
    "  contact INTEGER NOT NULL,"
    "  text TEXT NOT NULL);"
    "CREATE INDEX text_of_person ON text (person);"
    "CREATE INDEX text_of_contact ON text (contact);",
};

// SOCI runs the first statement of a text and drops the rest.
void run_each(soci::session& sql, std::string_view statements) {
  while (!statements.empty()) {
    const std::size_t end = statements.find(';');
    sql << std::string{statements.substr(0, end)};
    statements.remove_prefix(end == std::string_view::npos ? statements.size() : end + 1);
  }
}

}  // namespace

std::uint32_t newest_version() { return steps.size(); }

Result<void> migrate(soci::session& sql, const std::string& path) {
  Transaction transaction{sql};
  sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";
  int rows = 0;
  long long version = 0;
  sql << "SELECT COUNT(*), COALESCE(MAX(version), 0) FROM schema_version", soci::into(rows),
      soci::into(version);
  const long long newest = newest_version();
  if (version < 0 || version > newest) {
    return fault(Fault::Kind::input, "records: " + path + " has schema version " +
                                         std::to_string(version) + ", this Relevo knows up to " +
                                         std::to_string(newest) + "; use the newer one");
  }
  if (version == newest) return {};
  for (auto i = static_cast<std::size_t>(version); i < steps.size(); ++i) run_each(sql, steps[i]);
  if (rows == 0) {
    sql << "INSERT INTO schema_version (version) VALUES (:version)", soci::use(newest);
  } else {
    sql << "UPDATE schema_version SET version = :version", soci::use(newest);
  }
  transaction.commit();
  return {};
}

}  // namespace relevo::records
