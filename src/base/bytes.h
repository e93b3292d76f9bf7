// The byte form of events, link messages and documents, made by visiting `fields`.
//
// A struct is its fields in ascending order of their numbers; a field that holds zero, false or
// nothing is left out, so a struct that can hold zero where its default is not must not be sent.
// A field is a key, then a value. The key is the varint of number * 2 + shape:
//   shape 0  one varint: unsigned as it is; signed, Time and Duration zig-zag; bool and enum as
//            their number
//   shape 1  a varint length, then that many bytes: text, digest, or a nested struct
// A list, set or map repeats its key once per element; an element of a map is a struct of its key
// (1) and its value (2). A reader skips numbers that it does not know, so fields can be added for
// ever. Varints are LEB128, at most 10 bytes. log/format.md has examples.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/list.h"
#include "base/text.h"
#include "base/time.h"

namespace relevo {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline constexpr std::size_t list_max = 131'072;  // Of any std::vector that is decoded.

inline void put_varint(Bytes& out, std::uint64_t value) {
  while (value >= 0x80U) {
    out.push_back(static_cast<std::uint8_t>(value | 0x80U));
    value >>= 7U;
  }
  out.push_back(static_cast<std::uint8_t>(value));
}

/// Reads a varint at `at` and moves `at` behind it. False when cut off or over 64 bits.
inline bool get_varint(ByteView in, std::size_t& at, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (at >= in.size()) return false;
    const std::uint8_t byte = in[at++];
    if (shift == 63 && byte > 1) return false;
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return true;
  }
  return false;
}

constexpr std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

namespace detail {
struct AnyVisitor {
  template <class T>
  void operator()(unsigned /*number*/, const char* /*name*/, T& /*field*/) {}
};
template <class T>
struct IsIdType : std::false_type {};
template <class Tag>
struct IsIdType<Id<Tag>> : std::true_type {};
template <class T>
struct IsTextType : std::false_type {};
template <std::size_t N>
struct IsTextType<Text<N>> : std::true_type {};
template <class T>
struct IsListType : std::false_type {};
template <class T, std::size_t N>
struct IsListType<List<T, N>> : std::true_type {};
template <class T>
struct IsListType<std::vector<T>> : std::true_type {};
template <class T>
struct IsListType<std::set<T>> : std::true_type {};
template <class K, class T>
struct IsListType<std::map<K, T>> : std::true_type {};

/// What a list is made of, as it is read: the key of a map's element can be set then.
template <class List>
struct ItemOf {
  using Type = std::remove_cvref_t<decltype(*std::declval<List&>().begin())>;
};
template <class K, class T>
struct ItemOf<std::map<K, T>> {
  using Type = std::pair<K, T>;
};
template <class T>
struct IsSharedType : std::false_type {};
template <class T>
struct IsSharedType<std::shared_ptr<const T>> : std::true_type {};
template <class T>
struct IsDigestType : std::false_type {};
template <std::size_t N>
struct IsDigestType<std::array<std::uint8_t, N>> : std::true_type {};
}  // namespace detail

/// A struct whose fields are listed once, by a function `fields(visitor, object)` that calls
/// `visitor(number, "name", object.field)` for each, numbers ascending from 1.
template <class T>
concept HasFields = requires(detail::AnyVisitor& visitor, T& object) { fields(visitor, object); };
template <class T>
concept IsId = detail::IsIdType<T>::value;
template <class T>
concept IsText = detail::IsTextType<T>::value;
template <class T>
concept IsList = detail::IsListType<T>::value;
template <class T>
concept IsDigest = detail::IsDigestType<T>::value;

/// An object that is shared and never empty.
template <class T>
concept IsShared = detail::IsSharedType<T>::value;

template <class V, class A, class B>
void fields(V& visit, std::pair<A, B>& o) {
  visit(1, "first", o.first);
  visit(2, "second", o.second);
}

/// Visits a constant object: `fields` takes a reference to a mutable one, which no visitor of
/// constants changes.
template <class Visitor, HasFields T>
void visit_fields(Visitor& visitor, const T& object) {
  fields(visitor, const_cast<T&>(object));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

template <HasFields T>
void encode(Bytes& out, const T& object);

namespace detail {

class Encoder {
 public:
  explicit Encoder(Bytes& out) : out_(out) {}

  template <class T>
  void operator()(unsigned number, const char* /*name*/, const T& field) {
    if constexpr (IsList<T>) {
      for (const auto& item : field) put(number, item, true);
    } else {
      put(number, field, false);
    }
  }

 private:
  template <class T>
  void put(unsigned number, const T& field, bool even_default) {
    if constexpr (std::is_same_v<T, bool> || std::is_enum_v<T> || std::is_unsigned_v<T>) {
      put_number(number, static_cast<std::uint64_t>(field), even_default);
    } else if constexpr (std::is_signed_v<T>) {
      put_number(number, zigzag(field), even_default);
    } else if constexpr (std::is_same_v<T, Time> || std::is_same_v<T, Duration>) {
      put_number(number, zigzag(field.us), even_default);
    } else if constexpr (IsId<T>) {
      put_number(number, field.value, even_default);
    } else if constexpr (IsText<T>) {
      put_bytes(number, field.view(), even_default);
    } else if constexpr (std::is_same_v<T, std::string>) {
      put_bytes(number, field, even_default);
    } else if constexpr (IsDigest<T>) {
      bool all_zero = true;
      for (const std::uint8_t byte : field) all_zero = all_zero && byte == 0;
      if (all_zero && !even_default) return;
      put_bytes(number, {reinterpret_cast<const char*>(field.data()), field.size()}, true);
    } else if constexpr (IsShared<T>) {
      put(number, *field, even_default);
    } else {
      Bytes nested;
      encode(nested, field);
      put_bytes(number, {reinterpret_cast<const char*>(nested.data()), nested.size()},
                even_default);
    }
  }

  void put_number(unsigned number, std::uint64_t value, bool even_default) {
    if (value == 0 && !even_default) return;
    put_varint(out_, std::uint64_t{number} * 2);
    put_varint(out_, value);
  }

  void put_bytes(unsigned number, std::string_view bytes, bool even_default) {
    if (bytes.empty() && !even_default) return;
    put_varint(out_, std::uint64_t{number} * 2 + 1);
    put_varint(out_, bytes.size());
    out_.insert(out_.end(), bytes.begin(), bytes.end());
  }

  Bytes& out_;
};

}  // namespace detail

/// Appends the object's bytes to `out`.
template <HasFields T>
void encode(Bytes& out, const T& object) {
  detail::Encoder encoder{out};
  visit_fields(encoder, object);
}

template <HasFields T>
bool decode(ByteView in, T& object);

namespace detail {

class Decoder {
 public:
  explicit Decoder(ByteView in) : in_(in) { next_key(); }

  template <class T>
  void operator()(unsigned number, const char* /*name*/, T& field) {
    while (ok_ && !at_end_ && number_ < number) skip();
    if constexpr (IsList<T>) {
      while (ok_ && !at_end_ && number_ == number) {
        typename ItemOf<T>::Type item{};
        get(item);
        if (!ok_ || !push(field, item)) return fail();
        next_key();
      }
    } else {
      if (!ok_ || at_end_ || number_ != number) return;
      get(field);
      if (ok_) next_key();
    }
  }

  /// Skips what a newer writer may have added; true when every byte made sense.
  bool finish() {
    while (ok_ && !at_end_) skip();
    return ok_;
  }

 private:
  template <class T, std::size_t N>
  static bool push(List<T, N>& list, const T& item) {
    if (list.full()) return false;
    list.push_back(item);
    return true;
  }
  template <class T>
  static bool push(std::vector<T>& list, const T& item) {
    if (list.size() >= list_max) return false;
    list.push_back(item);
    return true;
  }
  /// Elements ascend, so each is put at the end: anything else is damage.
  template <class T>
  static bool push(std::set<T>& set, const T& item) {
    if (!set.empty() && !(*set.rbegin() < item)) return false;
    set.insert(set.end(), item);
    return true;
  }
  template <class K, class T>
  static bool push(std::map<K, T>& map, std::pair<K, T>& item) {
    if (!map.empty() && !(map.rbegin()->first < item.first)) return false;
    map.emplace_hint(map.end(), item.first, std::move(item.second));
    return true;
  }

  void fail() { ok_ = false; }

  void next_key() {
    if (at_ >= in_.size()) {
      at_end_ = true;
      return;
    }
    std::uint64_t key = 0;
    if (!get_varint(in_, at_, key) || key / 2 < number_ || key / 2 > 0xFFFFU) return fail();
    number_ = static_cast<unsigned>(key / 2);
    is_bytes_ = (key & 1U) != 0;
  }

  bool get_number(std::uint64_t& value) {
    if (is_bytes_ || !get_varint(in_, at_, value)) ok_ = false;
    return ok_;
  }

  ByteView get_bytes() {
    std::uint64_t size = 0;
    if (!is_bytes_ || !get_varint(in_, at_, size) || size > in_.size() - at_) {
      ok_ = false;
      return {};
    }
    const ByteView bytes = in_.subspan(at_, size);
    at_ += size;
    return bytes;
  }

  void skip() {
    std::uint64_t ignored = 0;
    if (is_bytes_) {
      static_cast<void>(get_bytes());
    } else {
      static_cast<void>(get_number(ignored));
    }
    if (ok_) next_key();
  }

  template <class T>
  void get(T& field) {
    if constexpr (std::is_same_v<T, bool> || std::is_enum_v<T> || std::is_integral_v<T>) {
      get_integer(field);
    } else if constexpr (std::is_same_v<T, Time> || std::is_same_v<T, Duration>) {
      get_integer(field.us);
    } else if constexpr (IsId<T>) {
      get_integer(field.value);
    } else {
      const ByteView bytes = get_bytes();
      if (ok_ && !read(bytes, field)) fail();
    }
  }

  /// A number that does not fit its type is damage: no writer of ours made it.
  template <class T>
  void get_integer(T& field) {
    std::uint64_t number = 0;
    if (!get_number(number)) return;
    if constexpr (std::is_same_v<T, bool>) {
      field = number != 0;
    } else if constexpr (std::is_enum_v<T>) {
      using Number = std::underlying_type_t<T>;
      if (!std::in_range<Number>(number)) return fail();
      field = static_cast<T>(number);
    } else if constexpr (std::is_unsigned_v<T>) {
      if (!std::in_range<T>(number)) return fail();
      field = static_cast<T>(number);
    } else {
      const std::int64_t value = unzigzag(number);
      if (!std::in_range<T>(value)) return fail();
      field = static_cast<T>(value);
    }
  }

  template <class T>
  static bool read(ByteView bytes, T& field) {
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    if constexpr (IsText<T>) {
      if (!T::fits(text)) return false;
      field = T{text};
      return true;
    } else if constexpr (std::is_same_v<T, std::string>) {
      field.assign(text);
      return true;
    } else if constexpr (IsDigest<T>) {
      if (bytes.size() != field.size()) return false;
      std::copy(bytes.begin(), bytes.end(), field.begin());
      return true;
    } else if constexpr (IsShared<T>) {
      auto object = std::make_shared<std::remove_const_t<typename T::element_type>>();
      if (!decode(bytes, *object)) return false;
      field = std::move(object);
      return true;
    } else {
      return decode(bytes, field);
    }
  }

  ByteView in_;
  std::size_t at_ = 0;
  unsigned number_ = 0;
  bool is_bytes_ = false;
  bool at_end_ = false;
  bool ok_ = true;
};

}  // namespace detail

/// Reads an object that holds its defaults. False when the bytes are damaged or over a limit; the
/// object is then in any state. Enum numbers that have no name pass: a newer writer may know them.
template <HasFields T>
bool decode(ByteView in, T& object) {
  detail::Decoder decoder{in};
  fields(decoder, object);
  return decoder.finish();
}

}  // namespace relevo
