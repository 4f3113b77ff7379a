#version 460
#extension GL_GOOGLE_include_directive : require
#include "scene.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;

layout(location = 0) out vec3 place;
layout(location = 1) out vec3 direction;
layout(location = 2) out vec3 inside;

void main()
{
    vec4 point = vec4(position, 1);
    place = vec3(dot(model[0], point), dot(model[1], point), dot(model[2], point));

    // Cofactors turn normals rightly under any scale, and stay finite where a shadow is flat.
    direction = vec3(
        dot(cross(model[1].xyz, model[2].xyz), normal),
        dot(cross(model[2].xyz, model[0].xyz), normal),
        dot(cross(model[0].xyz, model[1].xyz), normal));
    inside = position;
    gl_Position = viewProjection * vec4(place, 1);
}
