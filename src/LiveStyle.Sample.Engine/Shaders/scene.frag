#version 460
#extension GL_GOOGLE_include_directive : require
#include "scene.glsl"

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 direction;
layout(location = 2) in vec3 inside;
layout(location = 0) out vec4 color; // Linear light; the attachment's format encodes it.

const uint GROUND = 1, SHADOW = 2, SKY = 3, STRIPED = 4;
const vec3 SUN = normalize(vec3(-0.55, 0.62, 0.38)); // As in Scene.cs.
const vec3 SUNLIGHT = vec3(2.3, 1.9, 1.45), HORIZON = vec3(0.98, 0.58, 0.32), ZENITH = vec3(0.05, 0.16, 0.50);

vec3 Sky(vec3 toward)
{
    float height = clamp(toward.y, 0, 1);
    float sun = max(dot(toward, SUN), 0);
    vec3 clear = mix(HORIZON, ZENITH, smoothstep(-0.05, 0.5, height));

    // Bands of thin cloud give the styles something to hold on to.
    vec2 plane = toward.xz / (height + 0.18);
    float cloud = sin(plane.x * 2.1 + sin(plane.y * 1.9) * 1.4) * sin(plane.y * 2.9 + sin(plane.x * 1.7) * 1.6) + 0.35 * sin(plane.x * 5.3 + plane.y * 4.1);
    clear = mix(clear, vec3(1.0, 0.80, 0.66), smoothstep(0.05, 0.8, cloud) * 0.7 * smoothstep(0.03, 0.2, height));
    return clear + SUNLIGHT * (0.12 * pow(sun, 12) + smoothstep(0.9975, 0.9985, sun));
}

// Tiles of 1.5 units, with edges as soft as a pixel is wide.
vec3 Ground(vec2 at)
{
    vec2 tile = at / 1.5, width = fwidth(tile) + 1e-4;
    vec2 wave = abs(fract(tile * 0.5) - 0.5) * 2 - 0.5;
    vec2 square = clamp(wave / width, -0.5, 0.5);
    return mix(vec3(0.10, 0.19, 0.22), vec3(0.62, 0.55, 0.42), square.x * square.y * 2 + 0.5);
}

void main()
{
    uint surface = paint >> 24;
    vec3 toEye = normalize(eye - place);
    if (surface == SKY)
    {
        color = vec4(Sky(-toEye), 1);
        return;
    }

    bool isGround = surface == GROUND || surface == SHADOW;
    vec3 normal = isGround ? vec3(0, 1, 0) : normalize(direction);
    vec3 albedo = isGround ? Ground(place.xz) : pow(unpackUnorm4x8(paint).rgb, vec3(2.2));
    if (surface == STRIPED)
    {
        float stripe = sin(inside.y * 14);
        albedo = mix(albedo, vec3(0.85, 0.80, 0.70), smoothstep(-0.2, 0.2, stripe));
    }

    float lit = surface == SHADOW ? 0 : max(dot(normal, SUN), 0);
    vec3 ambient = mix(vec3(0.16, 0.12, 0.10), vec3(0.26, 0.34, 0.52), normal.y * 0.5 + 0.5);
    float gloss = isGround ? 0 : pow(max(dot(normal, normalize(SUN + toEye)), 0), 48) * 0.35;
    vec3 shaded = albedo * (ambient + SUNLIGHT * lit * 0.75) + SUNLIGHT * gloss * step(0.001, lit);

    float haze = 1 - exp(-pow(distance(eye, place) / 42, 2));
    color = vec4(mix(shaded, HORIZON * 0.9, haze), 1);
}
