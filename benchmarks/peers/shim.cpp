// Loaded before TorchSharp's native library.
#include <immintrin.h>
#include <ios>

// GCC 13 moved the set-up of std::cout and its kin into libstdc++ and calls it by this name. The libstdc++ of GCC 12 lacks it; there the
// same set-up is the constructor of ios_base::Init.
namespace std
{
    void ios_base_library_init()
    {
        static ios_base::Init initialized;
    }
}

// Subnormal numbers count as zero, as arguments (DAZ) and as results (FTZ): moments that decay into them would slow libtorch down.
extern "C" void flush_subnormals()
{
    _mm_setcsr(_mm_getcsr() | 0x8040);
}
