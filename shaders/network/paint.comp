// The end of a network: normalizes its last map, squashes it, lets the frame's share through, and writes the target image.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_samplerless_texture_functions : require

layout(local_size_x = 8, local_size_y = 8) in;
layout(constant_id = 0) const uint BLOCK = 1;
layout(constant_id = 1) const bool LINEAR_SOURCE = false;
layout(constant_id = 2) const bool LINEAR_TARGET = false;

#include "maps.glsl"
#include "encoding.glsl"

void main() {
    uvec2 place = gl_GlobalInvocationID.xy;
    if (any(greaterThanEqual(place, frameSize))) {
        return;
    }
    vec3 map;
    if (BLOCK == 1) {
        map = unpacked(firstTerm[place.y * firstSize.x + place.x]).rgb;
    } else {
        uint at = (place.y / 2 * firstSize.x + place.x / 2) * 3;
        uint pixel = place.y % 2 * 2 + place.x % 2;
        map = vec3(unpacked(firstTerm[at])[pixel], unpacked(firstTerm[at + 1])[pixel], unpacked(firstTerm[at + 2])[pixel]);
    }
    vec3 color = 1.0 / (1.0 + exp(-normalized(vec4(map, 0), firstNormalization, 0, 1).rgb));
    vec4 frame = texelFetch(source, ivec2(place), 0);
    frame.rgb = sane(frame.rgb);
    float share = passThrough == 0xFFFFFFFFu ? 0.0 : embedding[passThrough];
    // The sum before the clip, as the bundle's own graph: beyond 0 and 1 a share overshoots.
    color = clamp((1.0 - share) * color + share * (LINEAR_SOURCE ? encoded(frame.rgb) : frame.rgb), 0.0, 1.0);
    imageStore(target, ivec2(place), vec4(LINEAR_TARGET ? decoded(color) : color, frame.a));
}
