// Planes of samples in 32-bit words, as FrameFormat tells. All of it is known when the pipeline is made (PlaneConstants.cs).
#ifndef PLANES_GLSL
#define PLANES_GLSL

layout(constant_id = 0) const uint WIDTH = 1;
layout(constant_id = 1) const uint HEIGHT = 1;
layout(constant_id = 2) const uint PLANES = 3;          // 1: R, G, B by turns; 2: Y, then Cb and Cr by turns; 3: Y, Cb, Cr
layout(constant_id = 3) const uint SAMPLE_BYTES = 1;    // 1 or 2, little-endian
layout(constant_id = 4) const uint SAMPLE_SHIFT = 0;    // bits below the value
layout(constant_id = 5) const uint CHROMA_COLUMNS = 1;  // luma columns that share a chroma sample: 1 or 2
layout(constant_id = 6) const uint CHROMA_ROWS = 1;
layout(constant_id = 7) const uint CENTERED_ACROSS = 0; // chroma lies halfway between the two columns, not on the first
layout(constant_id = 8) const uint CENTERED_DOWN = 0;
layout(constant_id = 9) const float RED = 0.2126;       // weights in luma
layout(constant_id = 10) const float BLUE = 0.0722;
layout(constant_id = 11) const float LUMA_ZERO = 0.0;   // codes of black and of no color, and how many codes make up 1
layout(constant_id = 12) const float LUMA_SPAN = 255.0;
layout(constant_id = 13) const float CHROMA_ZERO = 128.0;
layout(constant_id = 14) const float CHROMA_SPAN = 255.0;
layout(constant_id = 15) const float LARGEST_CODE = 255.0;

const uint CHROMA_WIDTH = (WIDTH + CHROMA_COLUMNS - 1) / CHROMA_COLUMNS;
const uint CHROMA_HEIGHT = (HEIGHT + CHROMA_ROWS - 1) / CHROMA_ROWS;

// Rows and planes follow each other without a gap, so that a sample's number is its place.
const uint LUMA_SAMPLES = WIDTH * HEIGHT;
const uint CHROMA_SAMPLES = CHROMA_WIDTH * CHROMA_HEIGHT;
const uint ALL_SAMPLES = PLANES == 1 ? 3 * LUMA_SAMPLES : LUMA_SAMPLES + 2 * CHROMA_SAMPLES;

float luma_of(vec3 rgb)
{
    return dot(rgb, vec3(RED, 1.0 - RED - BLUE, BLUE));
}

#endif
