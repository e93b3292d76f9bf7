// A change of several statements that happens as a whole or not at all.
#pragma once

#include <soci/soci.h>

namespace relevo::records {

/// Takes the write lock at once: a transaction that starts as a reader cannot become a writer when
/// someone else has written meanwhile, however long it waits. Rolls back unless committed.
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
      // SQLite has rolled back on its own: there is nothing left to undo.
      committed_ = true;
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

}  // namespace relevo::records
