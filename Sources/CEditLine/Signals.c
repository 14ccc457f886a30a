#define _GNU_SOURCE
#include "Signals.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

// Handlers have no argument of ours, so what they need is global: the one editor that reads.
static struct {
  int input, output, wake;
  struct termios before;
} reading;
static atomic_int is_reading;
volatile sig_atomic_t signals_continued, signals_resized;

static const int handled[] = {SIGWINCH, SIGCONT, SIGHUP,  SIGINT, SIGQUIT, SIGTERM,
                              SIGILL,   SIGTRAP, SIGABRT, SIGBUS, SIGFPE,  SIGSEGV};
enum { COUNT = sizeof handled / sizeof *handled, FIRST_REQUEST = 2, FIRST_CRASH = 6 };
static struct sigaction formerly[COUNT];

static void restore_terminal(void) {
  if (!atomic_load(&is_reading)) return;
  tcsetattr(reading.input, TCSANOW, &reading.before);
  if (write(reading.output, PASTE_OFF, sizeof PASTE_OFF - 1) < 0) return;
}

static void on_signal(int number) {
  int saved = errno;
  if (number == SIGWINCH || number == SIGCONT) {
    if (number == SIGWINCH) signals_resized = 1;
    else signals_continued = 1;
    if (write(reading.wake, "", 1) < 0) errno = saved;  // full: the editor is to wake already
  } else {
    restore_terminal();
    for (int i = 0; i < COUNT; i++)
      if (handled[i] == number) sigaction(number, &formerly[i], NULL);
    raise(number);
  }
  errno = saved;
}

// A handler that someone has set for a request to end stays, as it decides whether the process
// does; one for a crash runs after ours.
bool signals_begin(int input, int output, int wake) {
  static atomic_flag is_registered = ATOMIC_FLAG_INIT;
  int nobody = 0;
  if (!atomic_compare_exchange_strong(&is_reading, &nobody, 1)) return false;
  if (!atomic_flag_test_and_set(&is_registered)) atexit(restore_terminal);
  reading.input = input;
  reading.output = output;
  reading.wake = wake;
  tcgetattr(input, &reading.before);
  signals_continued = signals_resized = 0;
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK | SA_RESTART};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < COUNT; i++) {
    sigaction(handled[i], NULL, &formerly[i]);
    bool is_request = i >= FIRST_REQUEST && i < FIRST_CRASH;
    if (!is_request || formerly[i].sa_handler == SIG_DFL) sigaction(handled[i], &action, NULL);
  }
  return true;
}

void signals_end(void) {
  for (int i = 0; i < COUNT; i++) sigaction(handled[i], &formerly[i], NULL);
  atomic_store(&is_reading, 0);
}
