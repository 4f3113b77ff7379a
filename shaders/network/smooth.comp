// Smooths a map of 2×2 blocks: each pixel becomes the mean of the 2×2 pixels of which it is the first; blocks beyond the last row and
// column repeat. Writes each tile's mean and sum of squares by color. Group c holds color c of a block's four pixels, row by row.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_samplerless_texture_functions : require

layout(local_size_x = 8, local_size_y = 8) in;

#include "maps.glsl"

const uint COLORS = 3;

shared vec3 memory[64];

vec4 blockAt(uvec2 place, uint color) {
    place = min(place, inputSize - 1);
    return unpacked(firstTerm[(place.y * inputSize.x + place.x) * COLORS + color]);
}

vec3 total(vec3 value) {
    uint local = gl_LocalInvocationIndex;
    barrier();
    memory[local] = value;
    for (uint step = 32; step > 0; step /= 2) {
        barrier();
        if (local < step) {
            memory[local] += memory[local + step];
        }
    }
    barrier();
    return memory[0];
}

void main() {
    uvec2 place = gl_GlobalInvocationID.xy;
    bool isInside = all(lessThan(place, inputSize));
    vec4 smoothed[COLORS];
    vec3 sum = vec3(0);
    for (uint color = 0; color < COLORS; color++) {
        vec4 here = blockAt(place, color);
        vec4 right = blockAt(place + uvec2(1, 0), color);
        vec4 below = blockAt(place + uvec2(0, 1), color);
        vec4 across = blockAt(place + uvec2(1, 1), color);
        vec4 mean = 0.25 * vec4(
            here.x + here.y + here.z + here.w,
            here.y + right.x + here.w + right.z,
            here.z + here.w + below.x + below.y,
            here.w + right.z + below.y + across.x);
        smoothed[color] = rounded(mean);
        if (isInside) {
            outputMap[(place.y * inputSize.x + place.x) * COLORS + color] = packed(smoothed[color]);
            sum[color] = dot(smoothed[color], vec4(1));
        }
    }

    uvec2 inside = min(uvec2(8), inputSize - gl_WorkGroupID.xy * 8);
    vec3 mean = total(sum) / float(inside.x * inside.y * 4);
    vec3 squares = vec3(0);
    for (uint color = 0; color < COLORS && isInside; color++) {
        vec4 difference = smoothed[color] - mean[color];
        squares[color] = dot(difference, difference);
    }
    squares = total(squares);
    if (gl_LocalInvocationIndex == 0) {
        uint tileNumber = gl_WorkGroupID.y * tiles.x + gl_WorkGroupID.x;
        partials[tileNumber * 2] = vec4(mean, 0);
        partials[tileNumber * 2 + 1] = vec4(squares, 0);
    }
}
