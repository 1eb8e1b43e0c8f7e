# The HTTP service. Build: docker build -t reprise .   Run: see docs/serving.md
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -B -DskipTests -pl modules/inference -am package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 reprise && mkdir /cache && chown reprise /cache
COPY --from=build /src/modules/inference/target/inference.jar /opt/reprise/
COPY --from=build /src/modules/inference/target/lib /opt/reprise/lib
ENV DJL_CACHE_DIR=/cache
VOLUME /cache
USER reprise
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && grep -q '\"ok\"' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-jar", "/opt/reprise/inference.jar", "serve", "--host", "0.0.0.0", "--runs", "/runs"]
