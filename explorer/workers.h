// What: the threads of one search: they run the same function at the same time, then wait.
// Source: bulk-synchronous steps, so that what a step finds does not depend on who was faster
// (docs/internals/engine.md).
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace vmwire::explorer {

/// The most that make sense: segments of the index table are dealt out to workers.
inline constexpr unsigned kWorkersMax = 16;

/// The system starts no more threads: what() says how many workers there could have been.
class NoWorkers : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

class Workers {
 public:
  /// `count` includes the thread that calls run(): with one, no thread is started.
  /// Throws NoWorkers.
  explicit Workers(unsigned count);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  unsigned count() const { return count_; }

  /// Calls work(worker) once for each worker, at the same time; returns when all are done. What one
  /// call wrote, the next calls see. If some throw, one of their exceptions is thrown then.
  void run(const std::function<void(unsigned)>& work);

  /// Calls task(worker, n) for each n below `tasks`; who is free takes the next one.
  template <class Task>
  void share(std::size_t tasks, Task&& task) {
    if (count_ == 1 || tasks == 1) {
      for (std::size_t n = 0; n < tasks; ++n) task(0u, n);
      return;
    }
    std::atomic<std::size_t> next = 0;
    run([&](unsigned worker) {
      for (std::size_t n = next++; n < tasks; n = next++) task(worker, n);
    });
  }

 private:
  /// Waits until `counter` is not `old`: awake at first, since phases are short, then asleep.
  static void wait_while(const std::atomic<unsigned>& counter, unsigned old);

  /// What a thread of ours does until it is let go.
  void serve(unsigned worker);
  /// Calls work_ and keeps what it throws.
  void work(unsigned worker);
  /// Lets the threads end.
  void let_go();

  unsigned count_;
  const std::function<void(unsigned)>* work_ = nullptr;  ///< null: threads end
  std::mutex failing_;
  std::exception_ptr failure_;
  alignas(128) std::atomic<unsigned> turn_ = 0;          ///< counts calls of run()
  alignas(128) std::atomic<unsigned> left_ = 0;          ///< workers that are not done
  std::vector<std::jthread> threads_;
};

}  // namespace vmwire::explorer
