#ifndef CEDITLINE_H
#define CEDITLINE_H

// Line editing on a terminal: libedit, and under it what it lacks (bracketed paste, painting over
// the line, messages in the middle of it, a terminal that is always given back). libedit's
// functions are variadic, which Swift cannot call, and it wants the C library's streams and locale;
// both stay on this side.
//
// All text is UTF-8. Text that a callback returns was allocated by malloc and is freed here.

typedef struct line_editor line_editor;

// The line being edited, and the window.
typedef struct {
  const char *text;
  int cursor;  // in bytes
  int columns, rows;
} line_editor_view;

typedef struct {
  int erased;   // characters (code points) to remove before the cursor
  char *added;  // what to insert then, or NULL
  char *list;   // lines to show above the prompt, or NULL
} line_editor_completion;

typedef struct {
  char *bytes;  // what to send to the terminal, or NULL
  int behind;   // columns behind the end of the line that are to be blank before anything else
} line_editor_paint;

typedef enum {
  LINE_EDITOR_SEARCH_BEGINS,
  LINE_EDITOR_SEARCH_OLDER,
  LINE_EDITOR_SEARCH_TYPED,
  LINE_EDITOR_SEARCH_ENDS,
  LINE_EDITOR_SEARCH_CANCELLED,
} line_editor_search;

typedef struct {
  void *context;
  int (*is_complete)(void *context, const line_editor_view *);  // whether Enter accepts the line
  line_editor_completion (*complete)(void *context, const line_editor_view *);
  // The earlier (-1) or later (1) text to put in place of the line, or NULL.
  char *(*recall)(void *context, const line_editor_view *, int direction);
  // The text that a step of a search puts in place of the line, or NULL; `typed` is the character
  // that was typed, 0 for one that was taken back.
  char *(*search)(void *context, const line_editor_view *, line_editor_search, unsigned typed);
  // What is to be said above the prompt of the word at the cursor, or NULL.
  char *(*help)(void *context, const line_editor_view *);
  // What to insert because the user moves on at the end of the line, or NULL.
  char *(*accept)(void *context, const line_editor_view *);
  // What to lay over the line; it leaves the same characters and the cursor where they were.
  line_editor_paint (*paint)(void *context, const line_editor_view *);
  // How many rows of the prompt and the line stand above the row of the cursor.
  int (*rows_above)(void *context, const line_editor_view *);
  char *(*messages)(void *context);  // what waits to be shown above the prompt, or NULL
} line_editor_callbacks;

typedef enum {
  LINE_EDITOR_LINE,
  LINE_EDITOR_END,
  LINE_EDITOR_INTERRUPTED,
  LINE_EDITOR_FAILED,  // errno says why
} line_editor_result;

// Opens an editor on two descriptors of a terminal of the kind `terminal` (as in TERM). Returns
// NULL with errno ENOTTY where that kind, or the descriptors, do not allow editing.
line_editor *line_editor_open(const char *program, const char *terminal, int input, int output,
                              const line_editor_callbacks *callbacks);

// Reads one text, which may have several lines. In the prompts, escape sequences stand between
// bytes \1, and a character that can be seen follows each of them.
line_editor_result line_editor_read(line_editor *editor, const char *prompt,
                                    const char *right_prompt, char **text);

// Has the next text begin with `text`, with the cursor at its end.
void line_editor_begin_with(line_editor *editor, const char *text);

// Makes the editor ask for messages, also while it reads; any thread may call it.
void line_editor_wake(line_editor *editor);

void line_editor_close(line_editor *editor);

// Returns the columns that a code point takes, or -1 where it cannot be shown.
int line_editor_width(unsigned character);

#endif
