# The server in a container: its sources, which Node runs as they are, and what they need to run.
# docker run --read-only --tmpfs /tmp -v record:/data -p 4000:4000 IMAGE
FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package may run anything of its own here: Node comes with the image.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run codegen && npm run build:web
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/.cache
# What only debuggers and compilers read.
RUN find node_modules -name '*.map' -delete -o -name '*.d.ts' -delete -o -name '*.d.cts' -delete -o -name '*.d.mts' -delete

FROM node:24.21.0-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/THIRD-PARTY.md ./
COPY --from=build /app/bin bin
COPY --from=build /app/schema schema
COPY --from=build /app/fixtures fixtures
COPY --from=build /app/dist/web dist/web
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/src src
RUN mkdir -p /data node_modules/.cache && chown node:node /data node_modules/.cache
USER node
# Compiled once, so that a start with a read-only file system is quick too.
RUN node --expose-gc --max-semi-space-size=64 bin/talks.js serve --check
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As `npm start` has it; where the image is to import much, it takes 200 MB more than `talks import`.
ENTRYPOINT ["node", "--expose-gc", "--max-semi-space-size=64", "/app/bin/talks.js"]
CMD ["serve"]
