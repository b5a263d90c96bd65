<#list dependencyMap as e>
<#assign project = e.getKey()/>
${project.groupId}:${project.artifactId}:${project.version} | ${e.getValue()?join(", ")} | ${project.url!"-"}
</#list>
