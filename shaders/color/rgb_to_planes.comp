#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_samplerless_texture_functions : require
#include "planes.glsl"

// One word an invocation, whichever samples of whichever rows and planes meet in it: so no two write the same word.

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) writeonly buffer Planes { uint words[]; };
layout(set = 0, binding = 1) uniform texture2D source;

const uint SAMPLES_PER_WORD = 4 / SAMPLE_BYTES;

vec3 color_at(int x, int y)
{
    return texelFetch(source, clamp(ivec2(x, y), ivec2(0), ivec2(WIDTH, HEIGHT) - 1), 0).rgb;
}

// Of the pixel that many steps from the first one that a chroma sample covers: two pixels where it lies between them, else
// three around the one that it lies on.
float weight(int steps, uint columns, uint centered)
{
    return columns == 1 ? (steps == 0 ? 1.0 : 0.0) : centered == 1 ? (steps < 0 ? 0.0 : 0.5) : steps == 0 ? 0.5 : 0.25;
}

vec3 color_around(int x, int y)
{
    vec3 sum = vec3(0.0);
    for (int down = -1; down <= 1; down++)
    {
        for (int across = -1; across <= 1; across++)
        {
            float share = weight(down, CHROMA_ROWS, CENTERED_DOWN) * weight(across, CHROMA_COLUMNS, CENTERED_ACROSS);
            if (share > 0.0)
            {
                sum += share * color_at(x * int(CHROMA_COLUMNS) + across, y * int(CHROMA_ROWS) + down);
            }
        }
    }

    return sum;
}

float sample_of(uint number)
{
    if (PLANES == 1)
    {
        uint pixel = number / 3;
        return color_at(int(pixel % WIDTH), int(pixel / WIDTH))[number % 3] * LARGEST_CODE;
    }

    if (number < LUMA_SAMPLES)
    {
        return LUMA_ZERO + LUMA_SPAN * luma_of(color_at(int(number % WIDTH), int(number / WIDTH)));
    }

    uint chroma = number - LUMA_SAMPLES;
    bool is_red = PLANES == 2 ? (chroma & 1) == 1 : chroma >= CHROMA_SAMPLES;
    chroma = PLANES == 2 ? chroma >> 1 : is_red ? chroma - CHROMA_SAMPLES : chroma;
    vec3 color = color_around(int(chroma % CHROMA_WIDTH), int(chroma / CHROMA_WIDTH));
    float difference = is_red ? (color.r - luma_of(color)) / (2.0 - 2.0 * RED) : (color.b - luma_of(color)) / (2.0 - 2.0 * BLUE);
    return CHROMA_ZERO + CHROMA_SPAN * difference;
}

void main()
{
    uint word = gl_GlobalInvocationID.y * gl_NumWorkGroups.x * gl_WorkGroupSize.x + gl_GlobalInvocationID.x;
    uint first = word * SAMPLES_PER_WORD;
    if (first >= ALL_SAMPLES)
    {
        return;
    }

    uint bits = 0;
    for (uint i = 0; i < SAMPLES_PER_WORD && first + i < ALL_SAMPLES; i++)
    {
        uint code = uint(clamp(floor(sample_of(first + i) + 0.5), 0.0, LARGEST_CODE));
        bits |= code << (SAMPLE_SHIFT + i * SAMPLE_BYTES * 8);
    }

    words[word] = bits;
}
