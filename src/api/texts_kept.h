// Commands that carry a text: it is in the records store before the core hears of it.
#pragma once

#include <functional>
#include <string>

#include "api/server_thread.h"
#include "api/worker.h"
#include "core/commands.h"
#include "records/records.h"

namespace relevo {

/// Server's thread; `store` is the worker's.
class TextsKept {
 public:
  /// Why it was not kept, or what the core said.
  using Done = std::function<void(const Result<Answer>&)>;

  TextsKept(EnginePort& engine, Worker& worker, records::Records& store, OnServer on_server)
      : engine_(engine), worker_(worker), store_(store), on_server_(std::move(on_server)) {}

  /// Keeps the text, asks with the id that it got, and forgets it again when nothing came of it.
  ///
  /// A request with a key has the same id each time. Faults: limit when there are too many notes,
  /// else disk.
  void post(records::WrittenText text, Request request, std::function<Command(TextId)> make,
            const Done& done);

 private:
  void ask_with(const records::KeptText& kept, Request request, const Done& done);

  EnginePort& engine_;
  Worker& worker_;
  records::Records& store_;
  OnServer on_server_;
};

}  // namespace relevo
