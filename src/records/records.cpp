#include "records/records.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <type_traits>
#include <utility>

#include "records/password.h"
#include "records/schema.h"
#include "records/transaction.h"

namespace relevo::records {

namespace {

tl::unexpected<Fault> input_fault(const std::string& what) {
  return fault(Fault::Kind::input, "records: " + what);
}

bool is_plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
}

tl::unexpected<Fault> no_such_person(PersonId id) {
  return input_fault("there is no person " + std::to_string(id.value));
}

TextId drawn_id() {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : random_bytes(sizeof(number))) number = (number << 8U) | byte;
  return {1 + number % (text_id_end - 1)};
}

// Runs `action` and makes a Fault of what the library throws. Only SQLite's own words for the
// result are passed on: SOCI's message shows the values of the statement, which are people's data.
template <class Action>
auto tried(const std::string& what, const Action& action) -> std::invoke_result_t<Action> {
  try {
    return action();
  } catch (const soci::sqlite3_soci_error& error) {
    return fault(Fault::Kind::disk,
                 "records: " + what + ": " + sqlite_api::sqlite3_errstr(error.result()));
  } catch (const soci::soci_error& error) {
    return fault(Fault::Kind::disk, "records: " + what + ": " + error.get_error_message());
  }
}

// Made by name and not by a descriptor: closing one would drop the locks that other connections
// of this process hold on the file.
Result<void> make_private_file(const std::string& path) {
  if (::mknod(path.c_str(), S_IFREG | 0600, 0) != 0 && errno != EEXIST) {
    return fault(Fault::Kind::disk, "records: making " + path + ": " + std::strerror(errno));
  }
  if (::chmod(path.c_str(), 0600) != 0) {
    return fault(Fault::Kind::disk,
                 "records: making " + path + " private: " + std::strerror(errno));
  }
  return {};
}

}  // namespace

class Records::Database {
 public:
  explicit Database(std::string path) : path_(std::move(path)) {}

  soci::session sql;

  const std::string& path() const { return path_; }

  /// Throws soci::soci_error.
  Result<void> open() {
    sql.open(soci::sqlite3, "db=\"" + path_ + "\"");
    wait_at_most(busy_ms_max);
    if (journal_mode_after_wal() != "wal") {
      return fault(Fault::Kind::disk, "records: " + path_ + " cannot have a write-ahead log; " +
                                          "use a folder on a local disk");
    }
    sql << "PRAGMA synchronous = FULL";
    sql << "PRAGMA secure_delete = ON";
    sql << "PRAGMA cache_size = -256";    // KiB; the system keeps the file's pages as well.
    sql << "PRAGMA temp_store = MEMORY";  // No people's data in files of other folders.
    return migrate(sql, path_);
  }

  /// Throws soci::soci_error.
  void wait_at_most(int milliseconds) {
    sql << "PRAGMA busy_timeout = " + std::to_string(milliseconds);
  }

  std::optional<PersonId> find(const std::string& kind, const std::string& address) {
    long long id = 0;
    sql << "SELECT person FROM address WHERE kind = :kind AND address = :address", soci::use(kind),
        soci::use(address), soci::into(id);
    if (!sql.got_data()) return std::nullopt;
    return PersonId{static_cast<std::uint64_t>(id)};
  }

  std::optional<std::string> text(TextId id) {
    const auto number = static_cast<long long>(id.value);
    std::string text;
    sql << "SELECT text FROM text WHERE id = :id", soci::use(number), soci::into(text);
    if (!sql.got_data()) return std::nullopt;
    return text;
  }

 private:
  // When several open a new file at once, SQLite refuses all but one of them without waiting, as
  // each reads what the other wants to change. Waiting for the write lock lets them go in turn.
  std::string journal_mode_after_wal() {
    constexpr int tries_max = 100;
    for (int tries = 1;; ++tries) {
      try {
        std::string mode;
        sql << "PRAGMA journal_mode = WAL", soci::into(mode);
        return mode;
      } catch (const soci::sqlite3_soci_error& error) {
        if (error.result() != SQLITE_BUSY || tries == tries_max) throw;
      }
      const Transaction turn{sql};
    }
  }

  std::string path_;
};

Records::Records(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Records::Records(Records&&) noexcept = default;
Records& Records::operator=(Records&&) noexcept = default;
Records::~Records() = default;

Result<Records> Records::open(const std::string& path) {
  if (path.empty() || !is_plain(path) || path.find('"') != std::string::npos) {
    return input_fault("the path '" + path + "' is empty or has quotes or control characters");
  }
  if (const auto made = make_private_file(path); !made) return tl::unexpected<Fault>(made.error());
  return tried("opening " + path + " (restore it from a backup, or move it away to start empty)",
               [&]() -> Result<Records> {
                 auto database = std::make_unique<Database>(path);
                 const auto opened = database->open();
                 if (!opened) return tl::unexpected<Fault>(opened.error());
                 return Records{std::move(database)};
               });
}

Result<void> Records::wait_at_most(int milliseconds) {
  return tried("setting the wait for " + database_->path(), [&]() -> Result<void> {
    database_->wait_at_most(milliseconds);
    return {};
  });
}

Result<PersonId> Records::person_of(std::string_view address_kind, std::string_view address) {
  if (!is_code(address_kind)) return input_fault("a kind of address that is no code");
  if (address.empty() || address.size() > address_bytes_max || !is_plain(address)) {
    return input_fault("an address of kind " + std::string{address_kind} + " has " +
                       std::to_string(address.size()) + " bytes or control characters; 1 to " +
                       std::to_string(address_bytes_max) + " plain ones are allowed");
  }
  const std::string kind{address_kind};
  const std::string text{address};
  return tried("looking up a person in " + database_->path(), [&]() -> Result<PersonId> {
    // Most callers have called before; they need no lock.
    if (const auto known = database_->find(kind, text)) return *known;
    auto& sql = database_->sql;
    Transaction transaction{sql};
    if (const auto known = database_->find(kind, text)) return *known;
    long long id = 0;
    sql << "SELECT COALESCE(MAX(id), 0) + 1 FROM person", soci::into(id);
    sql << "INSERT INTO person (id, name, erased) VALUES (:id, '', 0)", soci::use(id);
    sql << "INSERT INTO address (person, kind, address) VALUES (:id, :kind, :address)",
        soci::use(id), soci::use(kind), soci::use(text);
    transaction.commit();
    return PersonId{static_cast<std::uint64_t>(id)};
  });
}

Result<std::optional<PersonId>> Records::find_person(std::string_view address_kind,
                                                     std::string_view address) {
  return tried("looking up a person in " + database_->path(),
               [&]() -> Result<std::optional<PersonId>> {
                 return database_->find(std::string{address_kind}, std::string{address});
               });
}

Result<std::optional<Person>> Records::person(PersonId id) {
  using Found = std::optional<Person>;
  return tried("reading a person in " + database_->path(), [&]() -> Result<Found> {
    auto& sql = database_->sql;
    const auto number = static_cast<long long>(id.value);
    Person person{.id = id};
    sql << "SELECT name FROM person WHERE id = :id AND erased = 0", soci::use(number),
        soci::into(person.name);
    if (!sql.got_data()) return Found{};
    Address address;
    soci::statement rows =
        (sql.prepare << "SELECT kind, address FROM address WHERE person = :id ORDER BY rowid",
         soci::use(number), soci::into(address.kind), soci::into(address.text));
    rows.execute();
    while (rows.fetch()) person.addresses.push_back(address);
    return Found{std::move(person)};
  });
}

Result<void> Records::put_name(PersonId id, std::string_view name) {
  if (name.size() > name_bytes_max) return input_fault("a person's name is too long");
  return tried("naming a person in " + database_->path(), [&]() -> Result<void> {
    const auto number = static_cast<long long>(id.value);
    const std::string text{name};
    soci::statement change =
        (database_->sql.prepare << "UPDATE person SET name = :name WHERE id = :id AND erased = 0",
         soci::use(text), soci::use(number));
    change.execute(true);
    if (change.get_affected_rows() == 0) return no_such_person(id);
    return {};
  });
}

Result<KeptText> Records::keep_text(const WrittenText& written) {
  if (written.text.empty() || written.text.size() > text_bytes_max) {
    return input_fault("a text has " + std::to_string(written.text.size()) + " bytes; 1 to " +
                       std::to_string(text_bytes_max) + " are allowed");
  }
  return tried("keeping a text in " + database_->path(), [&]() -> Result<KeptText> {
    auto& sql = database_->sql;
    Transaction transaction{sql};
    TextId id = written.id ? written.id : drawn_id();
    if (const auto known = database_->text(id); known && written.id) {
      if (*known == written.text) return KeptText{.id = id, .is_new = false};
      return input_fault("another text has the id " + std::to_string(id.value));
    }
    while (database_->text(id)) id = drawn_id();
    const auto contact = static_cast<long long>(written.contact.value);
    if (written.contact) {
      long long notes = 0;
      sql << "SELECT COUNT(*) FROM text WHERE contact = :contact", soci::use(contact),
          soci::into(notes);
      if (notes >= static_cast<long long>(notes_max)) {
        return fault(Fault::Kind::limit, "records: contact " + std::to_string(contact) + " has " +
                                             std::to_string(notes) +
                                             " notes, and no room for more");
      }
    }
    const auto number = static_cast<long long>(id.value);
    const auto person = static_cast<long long>(written.person.value);
    sql << "INSERT INTO text (id, person, contact, text) VALUES (:id, :person, :contact, :text)",
        soci::use(number), soci::use(person), soci::use(contact), soci::use(written.text);
    transaction.commit();
    return KeptText{.id = id};
  });
}

Result<std::optional<std::string>> Records::text(TextId id) {
  return tried("reading a text in " + database_->path(),
               [&]() -> Result<std::optional<std::string>> { return database_->text(id); });
}

Result<std::uint64_t> Records::texts() {
  return tried("counting texts in " + database_->path(), [&]() -> Result<std::uint64_t> {
    long long count = 0;
    database_->sql << "SELECT COUNT(*) FROM text", soci::into(count);
    return static_cast<std::uint64_t>(count);
  });
}

Result<void> Records::forget_text(TextId id) {
  return tried("forgetting a text in " + database_->path(), [&]() -> Result<void> {
    const auto number = static_cast<long long>(id.value);
    database_->sql << "DELETE FROM text WHERE id = :id", soci::use(number);
    return {};
  });
}

Result<void> Records::erase(PersonId id) {
  return tried("erasing a person in " + database_->path(), [&]() -> Result<void> {
    auto& sql = database_->sql;
    const auto number = static_cast<long long>(id.value);
    {
      Transaction transaction{sql};
      soci::statement change =
          (sql.prepare << "UPDATE person SET name = '', erased = 1 WHERE id = :id",
           soci::use(number));
      change.execute(true);
      if (change.get_affected_rows() == 0) return no_such_person(id);
      sql << "DELETE FROM address WHERE person = :id", soci::use(number);
      sql << "DELETE FROM text WHERE person = :id", soci::use(number);
      transaction.commit();
    }
    // secure_delete zeroes deleted rows, but not the copies that a rebalanced page leaves in its
    // gaps (seen for one person of a thousand). Only a rewritten file has none.
    sql << "VACUUM";
    int busy = 0;
    sql << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy);
    if (busy != 0) {
      return fault(Fault::Kind::limit, "records: person " + std::to_string(id.value) +
                                           " is erased, but its last bytes are still in the "
                                           "write-ahead log of " +
                                           database_->path() + ", which is in use; erase again");
    }
    return {};
  });
}

Result<void> Records::put_names(std::string_view kind, const std::vector<NamedCode>& names) {
  if (!is_code(kind)) return input_fault("a kind of names that is no code");
  const std::string of{kind};
  if (names.size() > names_max) {
    return fault(Fault::Kind::limit, "records: " + std::to_string(names.size()) + " names of " +
                                         of + "; " + std::to_string(names_max) + " are allowed");
  }
  std::vector<std::string_view> codes;
  for (const NamedCode& named : names) {
    if (named.name.size() > name_bytes_max) {
      return input_fault("the name of " + std::string{named.code.view()} + " is too long");
    }
    codes.push_back(named.code.view());
  }
  std::sort(codes.begin(), codes.end());
  const auto twice = std::adjacent_find(codes.begin(), codes.end());
  if (twice != codes.end()) return input_fault(std::string{*twice} + " is named twice in " + of);

  return tried("replacing the names of " + of + " in " + database_->path(), [&]() -> Result<void> {
    auto& sql = database_->sql;
    Transaction transaction{sql};
    sql << "DELETE FROM names WHERE kind = :kind", soci::use(of);
    std::string code;
    std::string name;
    soci::statement insert =
        (sql.prepare << "INSERT INTO names (kind, code, name) VALUES (:kind, :code, :name)",
         soci::use(of), soci::use(code), soci::use(name));
    for (const NamedCode& named : names) {
      code = named.code.view();
      name = named.name;
      insert.execute(true);
    }
    transaction.commit();
    return {};
  });
}

Result<std::vector<NamedCode>> Records::names(std::string_view kind) {
  const std::string of{kind};
  return tried("reading the names of " + of + " in " + database_->path(),
               [&]() -> Result<std::vector<NamedCode>> {
                 std::vector<NamedCode> names;
                 std::string code;
                 std::string name;
                 soci::statement rows =
                     (database_->sql.prepare
                          << "SELECT code, name FROM names WHERE kind = :kind ORDER BY code",
                      soci::use(of), soci::into(code), soci::into(name));
                 rows.execute();
                 while (rows.fetch()) {
                   if (!is_code(code))
                     return input_fault("a code that is none in " + database_->path());
                   names.push_back({Code{code}, name});
                 }
                 return names;
               });
}

}  // namespace relevo::records
