#include "COpenBLAS.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>

static bool has_usual_kernels(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

const char *openblas_kernels(void) {
  const char *asked = getenv("OPENBLAS_CORETYPE");
  return asked != NULL ? asked : has_usual_kernels() ? "Haswell" : "native";
}

bool openblas_open(struct openblas_routines *routines) {
  // Threads are decided by Workers alone; a pool of the library's own would also change the order
  // of its sums.
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  // The library chooses kernels by the processor, and each has an order of adding of its own. Those
  // for AVX2 run on nearly every machine of the last ten years, and give the same bytes on all.
  if (has_usual_kernels())
    setenv("OPENBLAS_CORETYPE", "Haswell", 0);
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL)
    return false;
  *(void **)&routines->sgemm = dlsym(library, "cblas_sgemm");
  *(void **)&routines->dgemm = dlsym(library, "cblas_dgemm");
  *(void **)&routines->dposv = dlsym(library, "dposv_");
  return routines->sgemm && routines->dgemm && routines->dposv;
}
