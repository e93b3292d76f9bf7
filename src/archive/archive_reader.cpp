#include "archive/archive_reader.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "archive/row.h"
#include "core/core.h"

namespace relevo::archive {

namespace {

constexpr int busy_ms_max = 1'000;
constexpr long long id_max = std::numeric_limits<long long>::max();

/// A question for whole rows, row by row.
class Rows {
 public:
  /// Throws soci::soci_error.
  Rows(soci::session& sql, const std::string& from, const std::vector<long long>& values)
      : agents_(sql), positions_(sql), statement_(sql) {
    statement_.exchange(soci::into(row_.id));
    statement_.exchange(soci::into(row_.person));
    statement_.exchange(soci::into(row_.queue));
    statement_.exchange(soci::into(row_.ended_as));
    statement_.exchange(soci::into(row_.fault));
    statement_.exchange(soci::into(row_.arrived_at));
    statement_.exchange(soci::into(row_.closed_at));
    statement_.exchange(soci::into(row_.total_waited));
    statement_.exchange(soci::into(row_.talked));
    statement_.exchange(soci::into(row_.held));
    statement_.exchange(soci::into(row_.recorded));
    statement_.exchange(soci::into(agents_));
    statement_.exchange(soci::into(positions_));
    statement_.exchange(soci::into(row_.disposition));
    for (const long long& value : values) statement_.exchange(soci::use(value));
    statement_.alloc();
    statement_.prepare("SELECT " + std::string{row_columns} + " FROM " + from);
    statement_.define_and_bind();
    statement_.execute(false);
  }

  /// Adds a life for each row. Fault when one is damaged.
  Result<void> fetch_all(std::vector<ContactLife>& lives) {
    while (statement_.fetch()) {
      auto life = life_of(row_, get_blob(agents_), get_blob(positions_));
      if (!life) {
        return fault(Fault::Kind::disk,
                     "archive: the row of contact " + std::to_string(row_.id) + " is damaged");
      }
      lives.push_back(std::move(*life));
    }
    return {};
  }

 private:
  Row row_;
  soci::blob agents_;
  soci::blob positions_;
  soci::statement statement_;
};

}  // namespace

class ArchiveReader::Database {
 public:
  explicit Database(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }

  /// The functions from here on throw soci::soci_error.
  void open() {
    sql_.open(soci::sqlite3, "db=\"" + path_ + "\"");
    sql_ << "PRAGMA busy_timeout = " + std::to_string(busy_ms_max);
    sql_ << "PRAGMA query_only = ON";
    sql_ << "PRAGMA cache_size = -256";  // KiB; the system keeps the file's pages as well.
  }

  Result<std::optional<ContactLife>> find(ContactId id) {
    std::vector<ContactLife> lives;
    const std::vector<long long> values{static_cast<long long>(id.value)};
    Rows rows{sql_, "contact WHERE id = :id", values};
    if (const auto fetched = rows.fetch_all(lives); !fetched) {
      return tl::unexpected<Fault>(fetched.error());
    }
    if (lives.empty()) return std::nullopt;
    return std::move(lives.front());
  }

  Result<std::vector<ContactLife>> list(const LifeFilter& filter, std::size_t count_max) {
    std::vector<ContactLife> lives;
    if (filter.state && *filter.state != ContactState::closed) return lives;
    const auto oldest = filter.since ? oldest_since(*filter.since) : 0;
    const auto newest = filter.until ? newest_until(*filter.until) : id_max - 1;
    if (!oldest || !newest || count_max == 0) return lives;
    const long long before =
        std::min(*newest + 1, filter.before ? static_cast<long long>(filter.before.value) : id_max);

    // One index holds the asked-for rows in their order, whatever the filter.
    std::vector<long long> values;
    std::string from = "contact WHERE ";
    std::string id = "id";
    if (filter.agent) {
      from = "contact_agent CROSS JOIN contact ON id = contact WHERE agent = :agent AND ";
      id = "contact";
      values.push_back(static_cast<long long>(filter.agent->value));
    }
    if (filter.queue) {
      from += filter.agent ? "contact_agent.queue = :queue AND " : "queue = :queue AND ";
      values.push_back(static_cast<long long>(filter.queue->value));
    }
    if (filter.person) {
      from += "person = :person AND ";
      values.push_back(static_cast<long long>(filter.person->value));
    }
    if (filter.disposition) {
      from += "disposition = :disposition AND ";
      values.push_back(static_cast<long long>(filter.disposition->value));
    }
    if (filter.since) {
      from += "arrived_at >= :since AND ";
      values.push_back(filter.since->us);
    }
    if (filter.until) {
      from += "arrived_at < :until AND ";
      values.push_back(filter.until->us);
    }
    from += id + " >= :oldest AND " + id + " < :before ORDER BY " + id + " DESC LIMIT :most";
    values.push_back(*oldest);
    values.push_back(before);
    values.push_back(static_cast<long long>(count_max));
    Rows rows{sql_, from, values};
    if (const auto fetched = rows.fetch_all(lives); !fetched) {
      return tl::unexpected<Fault>(fetched.error());
    }
    return lives;
  }

 private:
  /// Arrivals ascend with the ids, but for those of which the core heard late: an older one that
  /// counts has arrived at most so much behind the first that does. Nothing when none has.
  std::optional<long long> oldest_since(Time since) {
    return id_of(
        "SELECT COALESCE(MIN(id), -1) FROM contact WHERE arrived_at >= :since AND arrived_at <="
        " (SELECT MIN(arrived_at) FROM contact WHERE arrived_at >= :since) + :late",
        since);
  }

  /// The newest that arrived before; the same way.
  std::optional<long long> newest_until(Time until) {
    return id_of(
        "SELECT COALESCE(MAX(id), -1) FROM contact WHERE arrived_at < :since AND arrived_at >="
        " (SELECT MAX(arrived_at) FROM contact WHERE arrived_at < :since) - :late",
        until);
  }

  std::optional<long long> id_of(const char* question, Time at) {
    long long id = -1;
    const long long late = arrival_age_max.us;
    sql_ << question, soci::use(at.us, "since"), soci::use(late, "late"), soci::into(id);
    if (id < 0) return std::nullopt;
    return id;
  }

  std::string path_;
  soci::session sql_;
};

ArchiveReader::ArchiveReader(std::unique_ptr<Database> database) : database_(std::move(database)) {}
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

Result<ArchiveReader> ArchiveReader::open(const std::string& path) {
  return tried("opening " + path + " to read", [&]() -> Result<ArchiveReader> {
    auto database = std::make_unique<Database>(path);
    database->open();
    return ArchiveReader{std::move(database)};
  });
}

Result<std::optional<ContactLife>> ArchiveReader::find(ContactId id) const {
  return tried("reading " + database_->path(), [&] { return database_->find(id); });
}

Result<std::vector<ContactLife>> ArchiveReader::list(const LifeFilter& filter,
                                                     std::size_t count_max) const {
  return tried("reading " + database_->path(), [&] { return database_->list(filter, count_max); });
}

}  // namespace relevo::archive
