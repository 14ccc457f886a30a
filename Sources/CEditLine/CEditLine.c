#define _GNU_SOURCE
#include "CEditLine.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "Signals.h"

struct line_editor {
  EditLine *edit;
  FILE *in, *out, *discarded;
  char *terminal;
  line_editor_callbacks calls;
  int input;
  int pipe[2];
  const char *prompt, *right_prompt;
  char *first;  // what the line begins with, or NULL
  unsigned char bytes[4096];  // read and not yet used: bytes[start..<end]
  size_t start, end;
  int behind;  // columns painted behind the end of the line
  int failure;
  bool is_interrupted, is_pasting, is_searching, has_signals;
  wchar_t searched;  // the key that a search is to answer
};

static line_editor *editor_of(EditLine *edit) {
  void *editor = NULL;
  el_get(edit, EL_CLIENTDATA, &editor);
  return editor;
}

// Returns a picture of the line; its text is to be freed, and NULL where there is no memory.
static line_editor_view view(line_editor *e) {
  line_editor_view view = {NULL, 0, 80, 24};
  el_get(e->edit, EL_GETTC, "co", &view.columns);
  el_get(e->edit, EL_GETTC, "li", &view.rows);
  const LineInfo *line = el_line(e->edit);
  if (!line->buffer) return view;
  view.text = strndup(line->buffer, (size_t)(line->lastchar - line->buffer));
  view.cursor = (int)(line->cursor - line->buffer);
  return view;
}

static void drop(line_editor_view view) { free((char *)view.text); }

static int rows_above(line_editor *e) {
  line_editor_view seen = view(e);
  int rows = seen.text ? e->calls.rows_above(e->calls.context, &seen) : 0;
  drop(seen);
  return rows < seen.rows ? rows : seen.rows - 1;  // of a longer text the screen has the end
}

// What happens beside the keys

static void redraw_from(line_editor *e, int rows_up, const char *text) {
  if (rows_up > 0) fprintf(e->out, "\033[%dA", rows_up);
  fprintf(e->out, "\r\033[J%s", text);
  el_set(e->edit, EL_REFRESH);
}

static void show_above(line_editor *e, const char *text) {
  redraw_from(e, rows_above(e), text);
}

// Terminals differ in whether they wrap old lines anew. A row too few leaves a part of the old
// input on the screen; a row too many would erase output, so the smaller number is taken.
static void resize(line_editor *e) {
  signals_resized = 0;
  int before = rows_above(e);
  el_resize(e->edit);
  int after = rows_above(e);
  redraw_from(e, after < before ? after : before, "");
}

static void resume(line_editor *e) {
  signals_continued = 0;
  el_set(e->edit, EL_PREP_TERM, 0);  // libedit believes that the terminal is still raw
  el_set(e->edit, EL_PREP_TERM, 1);
  el_resize(e->edit);
  redraw_from(e, 0, "\033[?2004h");
}

static void suspend(line_editor *e) {
  line_editor_view end = view(e);
  int above = rows_above(e);
  if (end.text) end.cursor = (int)strlen(end.text);
  int rows = end.text ? e->calls.rows_above(e->calls.context, &end) : above;
  drop(end);
  for (; rows >= above; rows--) fputs("\n", e->out);
  fputs(PASTE_OFF, e->out);
  fflush(e->out);
  el_set(e->edit, EL_PREP_TERM, 0);
  kill(0, SIGTSTP);
  resume(e);
}

static void attend(line_editor *e) {
  char *text = e->calls.messages(e->calls.context);
  if (text) show_above(e, text);
  free(text);
  if (e->has_signals && signals_continued) resume(e);
  if (e->has_signals && signals_resized) resize(e);
}

// libedit compares characters, not colours, so the same characters in colour leave its picture of
// the screen true, and so does what is blank again before it looks.
static void paint(line_editor *e) {
  line_editor_view seen = view(e);
  if (!seen.text) return;
  line_editor_paint paint = e->calls.paint(e->calls.context, &seen);
  drop(seen);
  if (paint.bytes) fputs(paint.bytes, e->out);
  fflush(e->out);
  e->behind = paint.behind;
  free(paint.bytes);
}

static void unpaint(line_editor *e) {
  if (e->behind > 0) fprintf(e->out, "\0337%*s\0338", e->behind, "");
  e->behind = 0;
}

// Keys

enum { INTERRUPT = 'C' & 037, SUSPEND = 'Z' & 037, BACKSPACE = 'H' & 037, CANCEL = 'G' & 037 };
enum { OLDER = 'R' & 037, ESCAPE = '[' & 037, DELETE = 0177 };
// What stands for more than a key, and is nothing where a person presses it.
enum { STEP = '\\' & 037, PASTE = ']' & 037, FIRST = '^' & 037 };
enum { PASTE_LENGTH = 6 };
static const char paste_start[] = "\033[200~";
static const wchar_t paste_end[] = L"\033[201~";

enum { FAILED = -1, ENDED, FILLED, WOKEN };

// Waits for bytes, and where `patience` is negative also to be woken.
static int fill(line_editor *e, int patience) {
  struct pollfd sources[] = {{e->input, POLLIN, 0}, {e->pipe[0], POLLIN, 0}};
  int ready = poll(sources, patience < 0 ? 2 : 1, patience);
  if (ready < 0 && errno != EINTR) return FAILED;
  if (ready <= 0) return WOKEN;
  char drained[64];
  if (sources[1].revents)
    while (read(e->pipe[0], drained, sizeof drained) > 0) continue;
  if (!sources[0].revents) return WOKEN;
  memmove(e->bytes, e->bytes + e->start, e->end - e->start);
  e->end -= e->start;
  e->start = 0;
  ssize_t count = read(e->input, e->bytes + e->end, sizeof e->bytes - e->end);
  if (count < 0) return errno == EINTR || errno == EAGAIN ? WOKEN : FAILED;
  e->end += (size_t)count;
  return count > 0 ? FILLED : ENDED;
}

// Takes a character from the bytes; false where more are needed. What is no UTF-8 is skipped.
static bool take(line_editor *e, wchar_t *c) {
  while (e->start < e->end) {
    mbstate_t state = {0};
    size_t n = mbrtowc(c, (char *)e->bytes + e->start, e->end - e->start, &state);
    if (n == (size_t)-2) return false;
    e->start += n == 0 || n == (size_t)-1 ? 1 : n;
    if (n != (size_t)-1) return true;
  }
  return false;
}

// Whether a paste starts here. It becomes a single key, so that it is one in any state of libedit,
// such as in the middle of a search.
static bool take_paste(line_editor *e) {
  for (;;) {
    size_t n = e->end - e->start < PASTE_LENGTH ? e->end - e->start : PASTE_LENGTH;
    if (n == 0 || memcmp(e->bytes + e->start, paste_start, n)) return false;
    if (n == PASTE_LENGTH) {
      e->start += n;
      return true;
    }
    if (fill(e, 20) != FILLED) return false;
  }
}

// Whether nothing has come after a key that may begin a sequence.
static bool is_alone(line_editor *e) {
  return e->start == e->end && fill(e, 20) != FILLED;
}

// Whether a search takes a key; any other but Escape alone ends it and is a key as ever.
static bool is_for_search(line_editor *e, wchar_t key) {
  bool is_step = key == OLDER || key == CANCEL || key == BACKSPACE || key == DELETE;
  bool is_text = key >= L' ' && key != DELETE;
  if (is_step || is_text || (key == ESCAPE && is_alone(e))) return true;
  e->is_searching = false;
  return false;
}

static int next_key(EditLine *edit, wchar_t *key) {
  line_editor *e = editor_of(edit);
  for (;;) {
    *key = L'\n';  // Enter leaves every state of libedit, sooner or later, and then ends the line
    if (e->is_interrupted) return 1;
    *key = FIRST;
    if (e->first) return 1;
    *key = PASTE;
    if (take_paste(e)) {
      e->is_searching = false;
      return 1;
    }
    if (take(e, key)) {
      if (*key == INTERRUPT) {
        e->is_interrupted = true;
        e->start = e->end = 0;
      } else if (*key == SUSPEND) {
        suspend(e);
      } else if (e->is_searching && is_for_search(e, *key)) {
        e->searched = *key;
        *key = STEP;
        return 1;
      } else if (*key != STEP && *key != PASTE && *key != FIRST) {
        return 1;
      }
      continue;
    }
    struct pollfd more = {e->input, POLLIN, 0};
    if (!e->is_pasting && e->start == e->end && poll(&more, 1, 0) == 0) paint(e);
    int result = fill(e, -1);
    if (result == FAILED) e->failure = errno;
    unpaint(e);
    if (result == WOKEN) attend(e);
    if (result == FAILED || result == ENDED) return result;
  }
}

// Commands. One that ends the line or runs another does so by pushing keys.

#define ACCEPT L"\033[9999~"
#define PREVIOUS_LINE L"\033[9998~"
#define NEXT_LINE L"\033[9997~"

// Inserts text that a callback returned, and frees it.
static bool insert(EditLine *edit, char *text) {
  bool is_inserted = text && el_insertstr(edit, text) == 0;
  free(text);
  return is_inserted;
}

static unsigned char enter(EditLine *edit, int key) {
  (void)key;
  line_editor *e = editor_of(edit);
  if (e->is_interrupted) {
    const LineInfoW *line = el_wline(edit);
    el_cursor(edit, (int)(line->lastchar - line->cursor));
    el_winsertstr(edit, L"^C");
    el_wpush(edit, ACCEPT);
    return CC_REFRESH;
  }
  line_editor_view seen = view(e);
  bool is_complete = !seen.text || e->calls.is_complete(e->calls.context, &seen);
  drop(seen);
  if (!is_complete) return el_winsertstr(edit, L"\n  ") ? CC_ERROR : CC_REFRESH;
  el_wpush(edit, ACCEPT);
  return CC_NORM;
}

static unsigned char new_line(EditLine *edit, int key) {
  (void)key;
  return el_winsertstr(edit, L"\n") ? CC_ERROR : CC_REFRESH;
}

static unsigned char complete(EditLine *edit, int key) {
  (void)key;
  line_editor *e = editor_of(edit);
  line_editor_view seen = view(e);
  if (!seen.text) return CC_ERROR;
  line_editor_completion found = e->calls.complete(e->calls.context, &seen);
  drop(seen);
  if (found.list) show_above(e, found.list);
  el_deletestr(edit, found.erased);
  bool is_changed = insert(edit, found.added) || found.erased > 0 || found.list;
  free(found.list);
  return is_changed ? CC_REFRESH : CC_ERROR;
}

// Moves by `count`, or at the end of the text takes what is suggested there.
static unsigned char move_on(EditLine *edit, long count) {
  line_editor *e = editor_of(edit);
  const LineInfoW *line = el_wline(edit);
  if (line->cursor == line->lastchar) {
    line_editor_view seen = view(e);
    char *text = seen.text ? e->calls.accept(e->calls.context, &seen) : NULL;
    drop(seen);
    if (insert(edit, text)) return CC_REFRESH;
  }
  el_cursor(edit, (int)count);
  return CC_CURSOR;
}

static unsigned char forward(EditLine *edit, int key) {
  (void)key;
  return move_on(edit, 1);
}

static unsigned char to_end(EditLine *edit, int key) {
  (void)key;
  const LineInfoW *line = el_wline(edit);
  const wchar_t *c = line->cursor;
  while (c < line->lastchar && *c != L'\n') c++;
  return move_on(edit, c - line->cursor);
}

static unsigned char to_start(EditLine *edit, int key) {
  (void)key;
  const LineInfoW *line = el_wline(edit);
  const wchar_t *c = line->cursor;
  while (c > line->buffer && c[-1] != L'\n') c--;
  el_cursor(edit, (int)(c - line->cursor));
  return CC_CURSOR;
}

// Puts a text that a callback returned in the place of the line, and frees it.
static unsigned char replace(EditLine *edit, char *text) {
  if (!text) return CC_ERROR;
  const LineInfoW *line = el_wline(edit);
  el_cursor(edit, (int)(line->lastchar - line->cursor));
  el_deletestr(edit, (int)(line->lastchar - line->buffer));
  insert(edit, text);
  return CC_REFRESH;
}

// libedit's own way back from its history cuts a line at 1,023 characters, and its search takes 3 ms
// for each thousand lines, so neither is used.
static unsigned char recall(EditLine *edit, int direction) {
  line_editor *e = editor_of(edit);
  line_editor_view seen = view(e);
  char *text = seen.text ? e->calls.recall(e->calls.context, &seen, direction) : NULL;
  drop(seen);
  return replace(edit, text);
}

static unsigned char search(EditLine *edit, int key) {
  line_editor *e = editor_of(edit);
  line_editor_search step = LINE_EDITOR_SEARCH_OLDER;
  if (!e->is_searching) step = LINE_EDITOR_SEARCH_BEGINS;
  else if (key == STEP && e->searched == CANCEL) step = LINE_EDITOR_SEARCH_CANCELLED;
  else if (key == STEP && e->searched == ESCAPE) step = LINE_EDITOR_SEARCH_ENDS;
  else if (key == STEP && e->searched != OLDER) step = LINE_EDITOR_SEARCH_TYPED;
  bool is_erased = e->searched == BACKSPACE || e->searched == DELETE;
  e->is_searching = step != LINE_EDITOR_SEARCH_CANCELLED && step != LINE_EDITOR_SEARCH_ENDS;
  line_editor_view seen = view(e);
  char *text = NULL;
  if (seen.text)
    text = e->calls.search(e->calls.context, &seen, step, is_erased ? 0 : (unsigned)e->searched);
  drop(seen);
  return replace(edit, text);
}

static unsigned char help(EditLine *edit, int key) {
  (void)key;
  line_editor *e = editor_of(edit);
  line_editor_view seen = view(e);
  char *text = seen.text ? e->calls.help(e->calls.context, &seen) : NULL;
  drop(seen);
  if (!text) return CC_ERROR;
  show_above(e, text);
  free(text);
  return CC_REFRESH;
}

static unsigned char up(EditLine *edit, int key) {
  (void)key;
  const LineInfoW *line = el_wline(edit);
  if (!wmemchr(line->buffer, L'\n', (size_t)(line->cursor - line->buffer)))
    return recall(edit, -1);
  el_wpush(edit, PREVIOUS_LINE);
  return CC_NORM;
}

static unsigned char down(EditLine *edit, int key) {
  (void)key;
  const LineInfoW *line = el_wline(edit);
  if (!wmemchr(line->cursor, L'\n', (size_t)(line->lastchar - line->cursor)))
    return recall(edit, 1);
  el_wpush(edit, NEXT_LINE);
  return CC_NORM;
}

// Inserts what comes up to the end mark. The terminal's driver swaps carriage return and line feed.
static unsigned char paste(EditLine *edit, int key) {
  (void)key;
  line_editor *e = editor_of(edit);
  enum { MARK = sizeof paste_end / sizeof *paste_end - 1 };
  size_t count = 0, size = 256;
  wchar_t *text = malloc(size * sizeof *text), c, last = 0;
  bool is_ended = false;
  e->is_pasting = true;
  while (text && !is_ended && el_wgetc(edit, &c) == 1 && !e->is_interrupted) {
    if (count + 1 == size) {
      wchar_t *more = realloc(text, 2 * size * sizeof *text);
      if (!more) break;
      text = more;
      size *= 2;
    }
    bool is_second = c == L'\r' && last == L'\n';
    last = c;
    if (c == L'\r') c = L'\n';
    if (is_second || (c < L' ' && !wcschr(L"\n\t\033", c)) || c == 0x7f) continue;
    text[count++] = c;
    is_ended = count >= MARK && !wmemcmp(text + count - MARK, paste_end, MARK);
  }
  e->is_pasting = false;
  if (text) text[is_ended ? count - MARK : count] = L'\0';
  int failure = text ? el_winsertstr(edit, text) : -1;
  free(text);
  return failure ? CC_ERROR : CC_REFRESH;
}

static unsigned char begin(EditLine *edit, int key) {
  (void)key;
  line_editor *e = editor_of(edit);
  char *text = e->first;
  e->first = NULL;
  return insert(edit, text) ? CC_REFRESH : CC_ERROR;
}

static const struct {
  const wchar_t *name;
  unsigned char (*function)(EditLine *, int);
} commands[] = {
    {L"line-enter", enter},       {L"line-new-line", new_line}, {L"line-complete", complete},
    {L"line-forward", forward},   {L"line-to-end", to_end},     {L"line-to-start", to_start},
    {L"line-up", up},             {L"line-down", down},         {L"line-search", search},
    {L"line-paste", paste},       {L"line-begin", begin},       {L"line-help", help},
};

static const struct {
  const wchar_t *key, *command;
} bindings[] = {
    {L"^M", L"line-enter"},        {L"^J", L"line-enter"},         {L"^[^M", L"line-new-line"},
    {L"^[^J", L"line-new-line"},   {L"^I", L"line-complete"},      {L"^]", L"line-paste"},
    {L"^^", L"line-begin"},
    {L"^F", L"line-forward"},      {L"^[[C", L"line-forward"},     {L"^[OC", L"line-forward"},
    {L"^E", L"line-to-end"},       {L"^[[F", L"line-to-end"},      {L"^[OF", L"line-to-end"},
    {L"^[[4~", L"line-to-end"},    {L"^[[8~", L"line-to-end"},     {L"^A", L"line-to-start"},
    {L"^[[H", L"line-to-start"},   {L"^[OH", L"line-to-start"},    {L"^[[1~", L"line-to-start"},
    {L"^[[7~", L"line-to-start"},  {L"^[[A", L"line-up"},          {L"^[OA", L"line-up"},
    {L"^P", L"line-up"},           {L"^[[B", L"line-down"},        {L"^[OB", L"line-down"},
    {L"^N", L"line-down"},         {L"^R", L"line-search"},        {L"^\\", L"line-search"},
    {L"^[OP", L"line-help"},       {L"^[[11~", L"line-help"},      {L"^[[[A", L"line-help"},
    {ACCEPT, L"ed-newline"},       {PREVIOUS_LINE, L"ed-prev-line"}, {NEXT_LINE, L"ed-next-line"},
    {L"^W", L"ed-delete-prev-word"}, {L"^[[3~", L"ed-delete-next-char"},
    {L"^[[1;5C", L"em-next-word"}, {L"^[[1;5D", L"ed-prev-word"},
};

// Opening, reading, closing

static char *prompt_of(EditLine *edit) { return (char *)editor_of(edit)->prompt; }
static char *right_prompt_of(EditLine *edit) { return (char *)editor_of(edit)->right_prompt; }

static FILE *stream(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  FILE *file = copy < 0 ? NULL : fdopen(copy, mode);
  if (!file && copy >= 0) close(copy);
  return file;
}

// Whether the terminal can do what libedit and the painting need, and understands ANSI sequences.
static bool is_usable(line_editor *e) {
  char *clears = NULL, *goes_up = NULL;
  if (el_set(e->edit, EL_TERMINAL, e->terminal)) return false;
  el_get(e->edit, EL_GETTC, "ce", &clears);
  el_get(e->edit, EL_GETTC, "up", &goes_up);
  return clears && goes_up && !strncmp(clears, "\033[K", 3);
}

static bool set_up(line_editor *e) {
  int failures = el_set(e->edit, EL_CLIENTDATA, e) | el_set(e->edit, EL_EDITOR, "emacs") |
                 el_set(e->edit, EL_SIGNAL, 0) |
                 el_set(e->edit, EL_SETTY, "-d", "-isig", NULL) |  // ^C and ^Z are keys
                 el_set(e->edit, EL_PROMPT_ESC, prompt_of, '\1') |
                 el_set(e->edit, EL_RPROMPT_ESC, right_prompt_of, '\1') |
                 el_wset(e->edit, EL_GETCFN, next_key);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    failures |= el_wset(e->edit, EL_ADDFN, commands[i].name, L"", commands[i].function);
  for (size_t i = 0; i < sizeof bindings / sizeof *bindings && !failures; i++)
    failures |= el_wset(e->edit, EL_BIND, bindings[i].key, bindings[i].command, NULL);
  return !failures;
}

line_editor *line_editor_open(const char *program, const char *terminal, int input, int output,
                              const line_editor_callbacks *callbacks) {
  if (!isatty(input) || !isatty(output)) {
    if (errno != EBADF) errno = ENOTTY;
    return NULL;
  }
  // libedit would set the terminal up, and drop what was typed so far.
  if (!*terminal || !strcmp(terminal, "dumb")) {
    errno = ENOTTY;
    return NULL;
  }
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8")) setlocale(LC_CTYPE, "C.UTF-8");
  line_editor *e = calloc(1, sizeof *e);
  if (!e) return NULL;
  e->calls = *callbacks;
  e->input = input;
  e->pipe[0] = e->pipe[1] = -1;
  int reason = 0;
  // libedit prints complaints about an unknown terminal; nobody should see them.
  if (pipe2(e->pipe, O_CLOEXEC | O_NONBLOCK) || !(e->in = stream(input, "r")) ||
      !(e->out = stream(output, "w")) || !(e->discarded = fopen("/dev/null", "we")))
    reason = errno;
  else if (!(e->terminal = strdup(terminal)) ||
           !(e->edit = el_init_fd(program, e->in, e->out, e->discarded, input, output,
                                  fileno(e->discarded))))
    reason = ENOMEM;
  else if (!is_usable(e))
    reason = ENOTTY;
  else if (!set_up(e))
    reason = EINVAL;
  if (!reason) return e;
  line_editor_close(e);
  errno = reason;
  return NULL;
}

line_editor_result line_editor_read(line_editor *e, const char *prompt, const char *right_prompt,
                                    char **text) {
  *text = NULL;
  e->prompt = prompt;
  e->right_prompt = right_prompt;
  e->is_interrupted = e->is_searching = false;
  e->failure = 0;
  fflush(NULL);  // what the process has printed comes before the prompt
  e->has_signals = signals_begin(e->input, fileno(e->out), e->pipe[1]);
  el_set(e->edit, EL_PREP_TERM, 1);  // before the prompt, or keys that answer it are shown twice
  fputs("\033[?2004h", e->out);
  int count = 0;
  const char *line = el_gets(e->edit, &count);
  if (line && !e->is_interrupted)
    *text = strndup(line, (size_t)(count > 0 && line[count - 1] == '\n' ? count - 1 : count));
  fprintf(e->out, "%s%s", line ? "" : "\n", PASTE_OFF);
  fflush(e->out);
  if (e->has_signals) signals_end();
  if (e->is_interrupted) return LINE_EDITOR_INTERRUPTED;
  if (*text) return LINE_EDITOR_LINE;
  errno = line ? ENOMEM : e->failure;
  return errno ? LINE_EDITOR_FAILED : LINE_EDITOR_END;
}

void line_editor_begin_with(line_editor *e, const char *text) {
  free(e->first);
  e->first = strdup(text);
}

void line_editor_wake(line_editor *e) {
  if (write(e->pipe[1], "", 1) < 0) return;  // full: the editor is to wake already
}

void line_editor_close(line_editor *e) {
  if (e->edit) el_end(e->edit);
  if (e->in) fclose(e->in);
  if (e->out) fclose(e->out);
  if (e->discarded) fclose(e->discarded);
  for (int i = 0; i < 2; i++)
    if (e->pipe[i] >= 0) close(e->pipe[i]);
  free(e->terminal);
  free(e->first);
  free(e);
}

int line_editor_width(unsigned character) { return wcwidth((wchar_t)character); }
