#include "demo/board.h"

#include <doctest/doctest.h>

using namespace relevo;
using namespace relevo::demo;

TEST_CASE("board: rows as the contract has them, with more fields beside") {
  const auto board = read_board(R"({"position":9,"at":"2026-01-12T09:00:00.000Z",
    "queues":[{"id":"soporte","number":"5000","waiting":3,"longest_wait_ms":10},
              {"id":"sales-en","number":"5001","waiting":1,"longest_wait_ms":0}],
    "agents":[{"id":"1003","state":"talking","contact":17,"devices":1,"sessions":0},
              {"id":"1004","state":"ready","contact":null,"new_field":[1]}],
    "contacts":[{"id":18,"queue":"soporte","state":"queued","agent":null},
                {"id":17,"queue":"soporte","state":"connected","agent":"1003"}]})");
  REQUIRE(board);
  CHECK(board->waiting == 4);
  CHECK(board->agents.at("1003").contact == 17);
  CHECK(board->agents.at("1003").devices == 1);
  CHECK(board->agents.at("1004").contact == 0);
  REQUIRE(board->contacts.size() == 2);
  CHECK(board->contacts[0].id == 17);
}

TEST_CASE("board: rows that make no sense are left out, and what is no object is refused") {
  const auto board = read_board(R"({"agents":[1,{"state":"ready"},{"id":7},{"id":"a","state":5}],
                                    "contacts":[{"id":-1},{"id":"x"}],"queues":"none"})");
  REQUIRE(board);
  CHECK(board->agents.size() == 1);
  CHECK(board->contacts.empty());
  for (const char* text : {"", "[]", "{", "{\"agents\":}", "null", "\x00\xff"}) {
    CHECK(!read_board(text));
  }
}

TEST_CASE("board: who is on duty, and who has an agent") {
  CHECK(is_on_duty("ready"));
  CHECK(is_on_duty("wrap_up"));
  CHECK(!is_on_duty("break"));
  CHECK(!is_on_duty("offline"));
  CHECK(!is_on_duty(""));
  CHECK(is_with_agent("held"));
  CHECK(!is_with_agent("offered"));
}
