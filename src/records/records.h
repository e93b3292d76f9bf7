// What Relevo knows about people: the one place that holds it, and that can forget it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/text.h"

namespace relevo::records {

/// How someone is reached: kind `phone` with +525512345678.
struct Address {
  std::string kind;
  std::string text;

  friend bool operator==(const Address&, const Address&) = default;
};

struct Person {
  PersonId id;
  std::string name;  // For screens. Empty when nobody has told it.
  std::vector<Address> addresses;
};

/// The name on screens of someone whom the operation knows by a code: an agent, a user.
struct NamedCode {
  Code code;
  std::string name;

  friend bool operator==(const NamedCode&, const NamedCode&) = default;
};

/// The end of texts' ids: readers of JSON have whole numbers up to here.
inline constexpr std::uint64_t text_id_end = std::uint64_t{1} << 53U;

/// What somebody wrote: a note about a contact, a message.
struct WrittenText {
  TextId id;          // None: one drawn by chance.
  PersonId person;    // Whom it is about, and who is forgotten with it; none for messages.
  ContactId contact;  // Of a note.
  std::string text;
};

struct KeptText {
  TextId id;
  bool is_new = true;  // False: it was there already.
};

/// The erasable store, one SQLite file. Every change is on disk when its call returns.
///
/// One object belongs to one thread; several objects, also of several processes, may have one file
/// open. A call waits for another's change, up to busy_ms_max unless told otherwise. All calls give
/// Fault disk when the file cannot be read or written, with the file's name and never with what was
/// to be stored.
class Records {
 public:
  static constexpr std::size_t address_bytes_max = 256;
  static constexpr std::size_t name_bytes_max = 200;
  static constexpr std::size_t names_max = 100'000;  // Of one kind.
  static constexpr std::size_t text_bytes_max = 8'000;
  static constexpr std::size_t notes_max = 50;  // Of one contact.
  static constexpr int busy_ms_max = 5'000;

  /// Opens the file at `path`, makes it (mode 0600) when there is none, and brings an older schema
  /// up to date. Fault disk: also when it is no database. Fault input: a newer Relevo wrote it.
  static Result<Records> open(const std::string& path);

  /// From now on a call waits at most so long for another's change: for threads that calls wait
  /// for.
  Result<void> wait_at_most(int milliseconds);

  Records(Records&&) noexcept;
  Records& operator=(Records&&) noexcept;
  ~Records();

  /// The person with this address, created when it is the first time. Persons are 1, 2, 3, ...
  ///
  /// `address_kind` is a code; `address` is compared byte by byte, so the caller brings numbers
  /// into one form first. 1 to address_bytes_max bytes without control characters, else Fault
  /// input. Costs one sync of the disk when the person is new, and no lock when it is known.
  Result<PersonId> person_of(std::string_view address_kind, std::string_view address);

  /// Nothing when nobody has that address, or ever had a thing like it.
  Result<std::optional<PersonId>> find_person(std::string_view address_kind,
                                              std::string_view address);

  /// Nothing when there never was such a person, or when it was erased.
  Result<std::optional<Person>> person(PersonId id);

  /// Sets the name on screens; at most name_bytes_max. Fault input: too long, or no such person.
  Result<void> put_name(PersonId id, std::string_view name);

  /// Keeps a text. The same again under its id is no change. Fault input: too long, or another text
  /// has that id. Fault limit: the contact has notes_max already.
  Result<KeptText> keep_text(const WrittenText& text);

  /// Nothing when there never was such a text, or when it was forgotten.
  Result<std::optional<std::string>> text(TextId id);

  /// How many there are.
  Result<std::uint64_t> texts();

  /// No error when there is none.
  Result<void> forget_text(TextId id);

  /// Forgets the person: no byte of name, addresses and notes about them stays in the file or
  /// beside it. The id is never given to anyone else, and the same address later makes a new
  /// person. When it did not return success, erase again: erasing twice is no error.
  ///
  /// Rewrites the whole file, through memory, while changes of others wait (50 ms for 100,000
  /// people): not on a thread that a call waits for. Fault input: no such person. Fault limit:
  /// another connection was reading or tidying up the write-ahead log, which is not empty yet.
  Result<void> erase(PersonId id);

  /// Replaces all names of a kind (`agents`, `users`) in one step. Fault input: a code twice, a
  /// name over name_bytes_max. Fault limit: more than names_max.
  Result<void> put_names(std::string_view kind, const std::vector<NamedCode>& names);

  /// In ascending order of codes.
  Result<std::vector<NamedCode>> names(std::string_view kind);

 private:
  class Database;
  explicit Records(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

}  // namespace relevo::records
