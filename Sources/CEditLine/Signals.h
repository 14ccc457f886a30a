#ifndef SIGNALS_H
#define SIGNALS_H

#include <signal.h>
#include <stdbool.h>

// Turns bracketed paste off, and colour.
#define PASTE_OFF "\033[?2004l\033[0m"

// What has happened since it was last cleared.
extern volatile sig_atomic_t signals_continued, signals_resized;

// From here on a signal that ends the process gives the terminal back first, as does exit, and a
// resized window or a continued process writes a byte to `wake`. False where an editor reads
// already.
bool signals_begin(int input, int output, int wake);
void signals_end(void);

#endif
