#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED  // The system's ICU header would clash with the copy inside Foundation.
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlerror.h>

/// `xmlFree` is a mutable global function pointer, which Swift 6 doesn't let us touch.
static inline void shim_xmlFree(void *memory) { xmlFree(memory); }
