#include "archive/archive.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <utility>

#include "archive/row.h"

namespace relevo::archive {

namespace {

constexpr int busy_ms_max = 5'000;
constexpr int aside_max = 100;
constexpr std::array<std::string_view, 3> beside{"-shm", "-wal", ""};

/// contact_agent has one row per agent who was connected, for looking up by agent.
constexpr std::array schema{
    "CREATE TABLE mark (only_row INTEGER PRIMARY KEY CHECK (only_row = 1),"
    "  position INTEGER NOT NULL, chain BLOB NOT NULL)",
    "CREATE TABLE contact (id INTEGER PRIMARY KEY, person INTEGER NOT NULL,"
    "  queue INTEGER NOT NULL, ended_as INTEGER NOT NULL, fault INTEGER NOT NULL,"
    "  arrived_at INTEGER NOT NULL, closed_at INTEGER NOT NULL, total_waited INTEGER NOT NULL,"
    "  talked INTEGER NOT NULL, held INTEGER NOT NULL, recorded INTEGER NOT NULL,"
    "  agents BLOB NOT NULL, positions BLOB NOT NULL, disposition INTEGER NOT NULL)",
    "CREATE INDEX contact_of_queue ON contact (queue, id)",
    "CREATE INDEX contact_by_arrival ON contact (arrived_at, id)",
    "CREATE INDEX contact_of_person ON contact (person, id)",
    "CREATE INDEX contact_of_disposition ON contact (disposition, id)",
    "CREATE TABLE contact_agent (agent INTEGER NOT NULL, contact INTEGER NOT NULL,"
    "  queue INTEGER NOT NULL, PRIMARY KEY (agent, contact)) WITHOUT ROWID",
    "CREATE INDEX contact_agent_queue ON contact_agent (agent, queue, contact)",
};

/// From the version before to the one of its place; the first makes version 2. Log that was dropped
/// cannot be folded again, so what is here is kept.
constexpr std::array to_version{
    "ALTER TABLE contact ADD COLUMN disposition INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX contact_of_person ON contact (person, id)",
    "CREATE INDEX contact_of_disposition ON contact (disposition, id)",
};
static_assert(schema_version_min + to_version.size() == schema_version);

/// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(soci::session& sql) : sql_(sql) { sql_ << "BEGIN IMMEDIATE"; }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (committed_) return;
    try {
      sql_ << "ROLLBACK";
    } catch (const soci::soci_error&) {
      committed_ = true;  // SQLite has rolled back on its own: there is nothing left to undo.
    }
  }
  void commit() {
    sql_ << "COMMIT";
    committed_ = true;
  }

 private:
  soci::session& sql_;
  bool committed_ = false;
};

Result<void> make_private_file(const std::string& path) {
  if (::mknod(path.c_str(), S_IFREG | 0600, 0) == 0 || errno == EEXIST) return {};
  return fault(Fault::Kind::disk, "archive: making " + path + ": " + std::strerror(errno));
}

}  // namespace

class Archive::Database {
 public:
  explicit Database(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }

  /// Throws soci::soci_error.
  Result<void> open() {
    sql_.open(soci::sqlite3, "db=\"" + path_ + "\"");
    sql_ << "PRAGMA busy_timeout = " + std::to_string(busy_ms_max);
    std::string mode;
    sql_ << "PRAGMA journal_mode = WAL", soci::into(mode);
    sql_ << "PRAGMA synchronous = FULL";
    sql_ << "PRAGMA cache_size = -256";  // KiB: rows go in at the end, and nobody reads them here.
    int version = 0;
    int tables = 0;
    sql_ << "PRAGMA user_version", soci::into(version);
    sql_ << "SELECT COUNT(*) FROM sqlite_schema", soci::into(tables);
    if (version == 0 && tables == 0) {
      Transaction transaction{sql_};
      for (const char* statement : schema) sql_ << statement;
      soci::blob chain{sql_};
      put_blob(chain, Bytes(mark_.chain.size(), 0));
      sql_ << "INSERT INTO mark VALUES (1, 0, :chain)", soci::use(chain);
      sql_ << "PRAGMA user_version = " + std::to_string(schema_version);
      transaction.commit();
    }
    if (const auto marked = open_made(); !marked) return marked;
    bring_up_to_date(version);
    if (mark_.position != 0) return {};
    int rows = 0;
    sql_ << "SELECT EXISTS (SELECT 1 FROM contact)", soci::into(rows);
    if (rows == 0) return {};  // On a full disk an empty one opens.
    // Of another log, or of a fold that an older build did not finish.
    sql_ << "DELETE FROM contact";
    sql_ << "DELETE FROM contact_agent";
    return {};
  }

  /// Reads the mark of one that is there, and changes nothing. Throws soci::soci_error.
  Result<void> look() {
    sql_.open(soci::sqlite3, "db=\"" + path_ + "\"");
    sql_ << "PRAGMA busy_timeout = " + std::to_string(busy_ms_max);
    sql_ << "PRAGMA query_only = ON";
    return open_made();
  }

  const Mark& mark() const { return mark_; }

  /// Throws soci::soci_error.
  void add(const std::vector<const ContactLife*>& ended,
           const std::map<ContactId, LateEvents>& late, const Mark& mark) {
    Transaction transaction{sql_};
    for (const ContactLife* life : ended) put(*life);
    for (const auto& [id, events] : late) put_late(id, events);
    const bool moves = mark.position > mark_.position;
    if (moves) {
      const auto position = static_cast<long long>(mark.position);
      soci::blob chain{sql_};
      put_blob(chain, Bytes(mark.chain.begin(), mark.chain.end()));
      sql_ << "UPDATE mark SET position = :position, chain = :chain", soci::use(position),
          soci::use(chain);
    }
    transaction.commit();
    if (moves) mark_ = mark;
  }

 private:
  void bring_up_to_date(int version) {
    if (version == 0 || version == schema_version) return;
    Transaction transaction{sql_};
    for (int next = version; next < schema_version; ++next) {
      sql_ << to_version[static_cast<std::size_t>(next - schema_version_min)];
    }
    sql_ << "PRAGMA user_version = " + std::to_string(schema_version);
    transaction.commit();
  }

  /// Checks that it is what we make, and reads the mark.
  Result<void> open_made() {
    int version = 0;
    int tables = 0;
    sql_ << "PRAGMA user_version", soci::into(version);
    sql_ << "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('mark', 'contact', 'contact_agent')",
        soci::into(tables);
    if (version < schema_version_min || version > schema_version || tables != 3) {
      return fault(Fault::Kind::protocol, "archive: " + path_ +
                                              " is not of this Relevo's version " +
                                              std::to_string(schema_version) +
                                              " of archives but of " + std::to_string(version));
    }
    long long position = 0;
    soci::blob chain{sql_};
    sql_ << "SELECT position, chain FROM mark", soci::into(position), soci::into(chain);
    const Bytes bytes = get_blob(chain);
    if (bytes.size() != mark_.chain.size() || position < 0) {
      return fault(Fault::Kind::protocol, "archive: " + path_ + " has no mark of how far it goes");
    }
    mark_.position = static_cast<Position>(position);
    std::copy(bytes.begin(), bytes.end(), mark_.chain.begin());
    return {};
  }

  void put(const ContactLife& life) {
    const Row row = row_of(life);
    soci::blob agents{sql_};
    soci::blob positions{sql_};
    put_blob(agents, agents_of(life));
    put_blob(positions, positions_of(life));
    sql_ << "INSERT OR REPLACE INTO contact VALUES (:id, :person, :queue, :ended, :fault, "
            ":arrived, :closed, :waited, "
            ":talked, :held, :recorded, :agents, :positions, :disposition)",
        soci::use(row.id), soci::use(row.person), soci::use(row.queue), soci::use(row.ended_as),
        soci::use(row.fault), soci::use(row.arrived_at), soci::use(row.closed_at),
        soci::use(row.total_waited), soci::use(row.talked), soci::use(row.held),
        soci::use(row.recorded), soci::use(agents), soci::use(positions),
        soci::use(row.disposition);
    for (const AgentId id : life.agents) {
      const auto agent = static_cast<long long>(id.value);
      sql_ << "INSERT OR REPLACE INTO contact_agent (agent, contact, queue) "
              "VALUES (:agent, :contact, :queue)",
          soci::use(agent), soci::use(row.id), soci::use(row.queue);
    }
  }

  void put_late(ContactId id, const LateEvents& events) {
    const auto number = static_cast<long long>(id.value);
    soci::blob positions{sql_};
    sql_ << "SELECT positions FROM contact WHERE id = :id", soci::use(number),
        soci::into(positions);
    if (!sql_.got_data()) return;  // Its life is before what the log still has.
    auto life = life_of({}, agents_of({}), get_blob(positions));
    if (!life) return;
    add_late(*life, events);
    soci::blob longer{sql_};
    put_blob(longer, positions_of(*life));
    const int recorded = life->recorded ? 1 : 0;
    sql_ << "UPDATE contact SET positions = :positions, recorded = MAX(recorded, :recorded) "
            "WHERE id = :id",
        soci::use(longer), soci::use(recorded), soci::use(number);
  }

  std::string path_;
  soci::session sql_;
  Mark mark_;
};

Archive::Archive(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(const std::string& path) {
  if (const auto made = make_private_file(path); !made) return tl::unexpected<Fault>(made.error());
  return tried("opening " + path, [&]() -> Result<Archive> {
    auto database = std::make_unique<Database>(path);
    if (const auto opened = database->open(); !opened) {
      return tl::unexpected<Fault>(opened.error());
    }
    return Archive{std::move(database)};
  });
}

Result<std::optional<Mark>> Archive::mark_of(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0) return std::nullopt;  // Opening would make it.
  return tried("reading " + path, [&]() -> Result<std::optional<Mark>> {
    Database database{path};
    if (const auto looked = database.look(); !looked) {
      return tl::unexpected<Fault>(looked.error());
    }
    return database.mark();
  });
}

std::vector<std::string> Archive::files_of(const std::string& path) {
  std::vector<std::string> files;
  for (const std::string_view suffix : beside) {
    const std::string file = path + std::string{suffix};
    if (::access(file.c_str(), F_OK) == 0) files.push_back(file);
  }
  return files;
}

Result<std::string> Archive::put_aside(const std::string& path) {
  for (int i = 1; i <= aside_max; ++i) {
    const std::string aside = path + ".aside-" + std::to_string(i);
    if (!files_of(aside).empty()) continue;
    for (const std::string& file : files_of(path)) {
      const std::string to = aside + file.substr(path.size());
      if (::rename(file.c_str(), to.c_str()) != 0) {
        return fault(Fault::Kind::disk, "archive: renaming " + file + ": " + std::strerror(errno));
      }
    }
    return aside;
  }
  return fault(Fault::Kind::disk, "archive: " + path + ".aside-1 to " + std::to_string(aside_max) +
                                      " are there; move them away");
}

Mark Archive::mark() const { return database_->mark(); }

Result<void> Archive::add(const std::vector<const ContactLife*>& ended,
                          const std::map<ContactId, LateEvents>& late, const Mark& mark) {
  return tried("writing " + database_->path(), [&]() -> Result<void> {
    database_->add(ended, late, mark);
    return {};
  });
}

}  // namespace relevo::archive
