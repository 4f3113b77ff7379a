#version 460
#extension GL_GOOGLE_include_directive : require
#include "planes.glsl"

// One pixel an invocation: its luma, and the chroma interpolated bilinearly where the pixel lies among the chroma samples.

layout(local_size_x = 32, local_size_y = 8) in;
layout(set = 0, binding = 0) readonly buffer Planes { uint words[]; };
layout(set = 0, binding = 1) uniform writeonly image2D target;

float code_at(uint number)
{
    if (SAMPLE_BYTES == 1)
    {
        return float(bitfieldExtract(words[number >> 2], int(number & 3) * 8, 8));
    }

    return float(bitfieldExtract(words[number >> 1], int(number & 1) * 16, 16) >> SAMPLE_SHIFT);
}

vec2 chroma_at(int x, int y)
{
    uint number = uint(clamp(y, 0, int(CHROMA_HEIGHT) - 1)) * CHROMA_WIDTH + uint(clamp(x, 0, int(CHROMA_WIDTH) - 1));
    return PLANES == 2
        ? vec2(code_at(LUMA_SAMPLES + 2 * number), code_at(LUMA_SAMPLES + 2 * number + 1))
        : vec2(code_at(LUMA_SAMPLES + number), code_at(LUMA_SAMPLES + CHROMA_SAMPLES + number));
}

// The chroma sample before a pixel, and how far the pixel lies on the way to the next one.
int before(int pixel, uint columns, uint centered, out float way)
{
    bool is_odd = (pixel & 1) == 1;
    way = columns == 1 ? 0.0 : centered == 0 ? (is_odd ? 0.5 : 0.0) : is_odd ? 0.25 : 0.75;
    return columns == 1 ? pixel : (pixel - int(centered)) >> 1;
}

vec2 chroma_of_row(int x, float way, int y)
{
    return CHROMA_COLUMNS == 1 ? chroma_at(x, y) : mix(chroma_at(x, y), chroma_at(x + 1, y), way);
}

vec2 chroma_of(ivec2 pixel)
{
    float across, down;
    int x = before(pixel.x, CHROMA_COLUMNS, CENTERED_ACROSS, across);
    int y = before(pixel.y, CHROMA_ROWS, CENTERED_DOWN, down);
    return CHROMA_ROWS == 1 ? chroma_of_row(x, across, y) : mix(chroma_of_row(x, across, y), chroma_of_row(x, across, y + 1), down);
}

vec3 color_of(ivec2 pixel)
{
    uint number = uint(pixel.y) * WIDTH + uint(pixel.x);
    if (PLANES == 1)
    {
        return vec3(code_at(3 * number), code_at(3 * number + 1), code_at(3 * number + 2)) / LARGEST_CODE;
    }

    float luma = (code_at(number) - LUMA_ZERO) / LUMA_SPAN;
    vec2 chroma = (chroma_of(pixel) - CHROMA_ZERO) / CHROMA_SPAN;
    float red = luma + 2.0 * (1.0 - RED) * chroma.y;
    float blue = luma + 2.0 * (1.0 - BLUE) * chroma.x;
    return vec3(red, (luma - RED * red - BLUE * blue) / (1.0 - RED - BLUE), blue);
}

void main()
{
    if (gl_GlobalInvocationID.x < WIDTH && gl_GlobalInvocationID.y < HEIGHT)
    {
        ivec2 pixel = ivec2(gl_GlobalInvocationID.xy);
        imageStore(target, pixel, vec4(clamp(color_of(pixel), 0.0, 1.0), 1.0));
    }
}
