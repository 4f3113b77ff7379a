// Merges the tiles' means and sums of squares of one group of channels (Chan, Golub, LeVeque 1979: nothing cancels), and writes what
// a normalization with the embedding's scales and shifts comes to. One workgroup a group.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_samplerless_texture_functions : require

layout(local_size_x = 64) in;
#include "maps.glsl"

const float EPSILON = 1e-5;

shared float counts[64];
shared vec4 means[64];
shared vec4 sums[64];

void merge(inout float count, inout vec4 mean, inout vec4 squares, float otherCount, vec4 otherMean, vec4 otherSquares) {
    float total = count + otherCount;
    if (otherCount == 0) {
        return;
    }
    vec4 difference = otherMean - mean;
    mean += difference * (otherCount / total);
    squares += otherSquares + difference * difference * (count * otherCount / total);
    count = total;
}

void main() {
    uint groups = (channels + 3) / 4;
    uint group = gl_WorkGroupID.x;
    uvec2 tile = firstSize;
    uint values = secondSize.x; // a position of the tile counts for so many
    uint local = gl_LocalInvocationIndex;
    float count = 0;
    vec4 mean = vec4(0), squares = vec4(0);
    for (uint i = local; i < tiles.x * tiles.y; i += 64) {
        uvec2 corner = uvec2(i % tiles.x, i / tiles.x) * tile;
        uvec2 inside = min(tile, outputSize - corner);
        uint at = (i * groups + group) * 2;
        merge(count, mean, squares, float(inside.x * inside.y * values), partials[at], partials[at + 1]);
    }
    counts[local] = count;
    means[local] = mean;
    sums[local] = squares;
    for (uint step = 32; step > 0; step /= 2) {
        barrier();
        if (local < step) {
            merge(count, mean, squares, counts[local + step], means[local + step], sums[local + step]);
            counts[local] = count;
            means[local] = mean;
            sums[local] = squares;
        }
    }
    if (local == 0) {
        vec4 scale = vec4(0), shift = vec4(0);
        vec4 variance = squares / count;
        for (uint i = 0; i < 4; i++) {
            uint channel = group * 4 + i;
            if (channel < channels) {
                scale[i] = embedding[embeddingOffset + channel] / sqrt(variance[i] + EPSILON);
                shift[i] = embedding[embeddingOffset + channels + channel];
            }
        }
        normalizations[firstNormalization + group] = mean;
        normalizations[firstNormalization + groups + group] = scale;
        normalizations[firstNormalization + 2 * groups + group] = shift;
    }
}
